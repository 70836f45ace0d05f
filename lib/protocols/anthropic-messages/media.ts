import { badRequest } from "../../http/error.ts";
import type { JsonObject } from "../../types/json.ts";
import { readDataUrl } from "../data_url.ts";

/** An image or a file as a client names it. */
export interface Source {
  /** A data URL, an http(s) URL, or bare base64. */
  reference: string;
  /** The media type that the client states. */
  type: string | undefined;
  /** The media type of what nothing tells the type of. */
  fallback: string;
  /** The file's name. */
  name: string | undefined;
}

const BY_EXTENSION: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  pdf: "application/pdf",
  txt: "text/plain",
  md: "text/markdown",
  csv: "text/csv",
  html: "text/html",
  xml: "application/xml",
  json: "application/json",
  yaml: "application/yaml",
  yml: "application/yaml",
};

/** What Anthropic reads as a plain text document. */
const TEXTUAL = /^text\/|^application\/(.*\+)?(json|xml|yaml|x-yaml|x-ndjson|toml|javascript|sql)$/;

/** Says nothing about the content. */
const OPAQUE = "application/octet-stream";

/**
 * The `image` or `document` block for a source; `null` for a media type that Anthropic has no block
 * for. Throws a 400 that names `param` for data that cannot be read.
 * https://platform.claude.com/docs/en/build-with-claude/files
 */
export function blockOf(source: Source, param: string): JsonObject | null {
  const { reference, name } = source;
  const title: JsonObject = name === undefined ? {} : { title: name };
  if (/^https?:\/\//i.test(reference)) {
    const type = typeOf(source, undefined, reference);
    const url = { type: "url", url: reference };
    return type.startsWith("image/")
      ? { type: "image", source: url }
      : { type: "document", source: url, ...title };
  }
  const { type: declared, data } = readData(reference, param);
  const type = typeOf(source, declared, name ?? "");
  if (type.startsWith("image/")) {
    return { type: "image", source: { type: "base64", media_type: type, data } };
  }
  if (type === "application/pdf") {
    return { type: "document", source: { type: "base64", media_type: type, data }, ...title };
  }
  if (!TEXTUAL.test(type)) return null;
  const text = { type: "text", media_type: "text/plain", data: decodeText(data, param) };
  return { type: "document", source: text, ...title };
}

function typeOf(source: Source, declared: string | undefined, name: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(name.split(/[?#]/)[0] ?? "")?.[1]?.toLowerCase() ?? "";
  const guessed = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
  const stated = [source.type, declared].find((type) => type !== undefined && type !== OPAQUE);
  const type = (stated ?? guessed ?? source.fallback).toLowerCase();
  return type === "image/jpg" ? "image/jpeg" : type;
}

/** The media type and the base64 of a data URL, or of base64 alone. */
function readData(reference: string, param: string): { type: string | undefined; data: string } {
  if (!reference.startsWith("data:")) {
    if (/^[A-Za-z0-9+/=\s]+$/.test(reference)) return { type: undefined, data: reference };
    throw badRequest(`${param} cannot be read. Send a data: or https: URL, or base64.`, param);
  }
  return readDataUrl(reference, param);
}

function decodeText(base64: string, param: string): string {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    throw badRequest(`${param} is not valid base64. Encode the document again.`, param);
  }
}
