import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** An element of a head, with what is in it where it may hold something; as the renderer writes it. */
const ELEMENT =
  /<(?<full>title|script|style|noscript|template)(?<inFull>(?:"[^"]*"|[^">])*)>[^]*?<\/\k<full>>|<(?<tag>\w+)(?<inTag>(?:"[^"]*"|[^">])*)>/g;

/**
 * Makes a whole document of what was rendered: adds what its wrapper left out, puts the children of
 * `<Head>` before `</head>`, and data and scripts before `</body>`.
 */
export function placeParts(body: string, head: VNode[], foot: string): string {
  const html = complete(body);
  const headStart = html.search(/<head[\s>]/);
  const headEnd = html.indexOf("</head>");
  const start = html.slice(0, headStart) + mergeHead(html.slice(headStart, headEnd), head);
  const rest = html.slice(headEnd);
  // A wrapper may leave out the body element, as HTML does.
  const bodyEnd = rest.lastIndexOf(rest.includes("</body>") ? "</body>" : "</html>");
  return `<!DOCTYPE html>${start}${rest.slice(0, bodyEnd)}${foot}${rest.slice(bodyEnd)}`;
}

function complete(body: string): string {
  let html = body;
  if (!/^\s*<html[\s>]/.test(html)) {
    const shell = /^\s*<(head|body)[\s>]/.test(html) ? html : `<body>${html}</body>`;
    html = `<html>${shell}</html>`;
  }
  if (!/^\s*<html(?:"[^"]*"|[^">])*>\s*<head[\s>]/.test(html)) {
    const empty = '<head><meta charset="utf-8"></head>';
    html = html.replace(/<html(?:"[^"]*"|[^">])*>/, (tag) => tag + empty);
  }
  return html;
}

/**
 * The later one of two that are the same wins, and all win over the wrapper's own: by key, else as
 * the title, by id, or by name for a `<meta>`. Source: Fresh's documentation, "Modifying the head".
 */
function mergeHead(own: string, head: VNode[]): string {
  const parts = new Map<unknown, string>();
  const names = new Set<string>();
  for (const part of head) {
    const html = renderToString(part);
    const name = nameOf(html);
    if (name !== null) names.add(name);
    const key = name === "title" || part.key == null ? name : `key ${part.key}`;
    parts.set(key ?? part, html);
  }
  const kept = own.replace(ELEMENT, (html) => names.has(nameOf(html) ?? "") ? "" : html);
  return kept + [...parts.values()].join("");
}

/** What an element of the head is known by. */
function nameOf(html: string): string | null {
  const { full, tag, inFull, inTag } = html.matchAll(ELEMENT).next().value?.groups ?? {};
  if (full === "title") return full;
  const attributes = inFull ?? inTag ?? "";
  const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
  if (id !== undefined) return `id ${id}`;
  const name = tag === "meta" ? /\sname="([^"]*)"/.exec(attributes)?.[1] : undefined;
  return name === undefined ? null : `meta ${name}`;
}
