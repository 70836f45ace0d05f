import type { Part } from "../types/conversation.ts";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { isMarker } from "../types/marker.ts";
import { shown, shownJson } from "./shown.ts";

/** Larger ones are named instead: they would come with the page twice. */
const MOST_IMAGE = 2_000_000;
/** Formats that browsers draw and that cannot hold scripts. */
const DRAWN = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=_-]*$/;

/** What a message's `content` holds, in the shapes of OpenAI (chat and responses) and Anthropic. */
export function partsOf(content: JsonValue | undefined): Part[] {
  if (content === undefined || content === null || content === "") return [];
  if (typeof content === "string") return [textPart("text", content)];
  if (Array.isArray(content)) return content.flatMap(partOf);
  return isObject(content) ? partOf(content) : [textPart("text", String(content))];
}

/** A text of a message. What stands in place of a text that is not stored is no text. */
export function textPart(kind: "text" | "reasoning" | "refusal", text: string): Part {
  if (isMarker(text)) return note(kind === "text" ? text : `${kind} ${text}`);
  return { kind, html: null, ...shown(text) };
}

/** A tool's call or its result. */
export function toolPart(
  kind: "call" | "result",
  name: JsonValue | undefined,
  id: JsonValue | undefined,
  value: JsonValue | undefined,
): Part {
  return { kind, name: textOf(name) ?? "", id: textOf(id), ...shownJson(value) };
}

/** The text of a value that is one. */
export function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

type Reader = (part: JsonObject) => Part[];

const text: Reader = ({ text = "" }) => [textPart("text", textOf(text) ?? JSON.stringify(text))];
const call: Reader = (part) => [
  toolPart("call", part.name, part.call_id ?? part.id, part.arguments ?? part.input),
];
/** Of a result that is a list of parts, what is no text is shown beside it. */
const result: Reader = ({ tool_use_id, call_id, content, output }) => {
  const value = content ?? output;
  const inner = Array.isArray(value) ? partsOf(value) : [];
  const isText = inner.length > 0 && inner.every(({ kind }) => kind === "text");
  const joined = inner.map((part) => "text" in part ? part.text : "").join("\n");
  return [toolPart("result", "", tool_use_id ?? call_id, isText ? joined : value)];
};
const reasoning: Reader = ({ thinking, text, summary }) => {
  const said = textOf(thinking) ?? textOf(text) ??
    (Array.isArray(summary) ? summary.map(summaryText).join("\n\n") : "");
  return [textPart("reasoning", said)];
};
const named = (what: string): Reader => (part) => [
  note(`${what}${nameOf(part)}`, textOf(part.url)),
];

/** Kinds of parts by their `type`. */
const READERS: Readonly<Record<string, Reader>> = {
  text,
  input_text: text,
  output_text: text,
  refusal: ({ refusal }) => [textPart("refusal", textOf(refusal) ?? "")],
  thinking: reasoning,
  reasoning,
  redacted_thinking: () => [note("Reasoning that the provider keeps to itself")],
  image_url: ({ image_url }) => [imagePart(isObject(image_url) ? image_url.url : image_url)],
  input_image: ({ image_url, file_id }) => [imagePart(image_url ?? file_id)],
  image: ({ source }) => [sourcePart(isObject(source) ? source : {})],
  tool_use: call,
  server_tool_use: call,
  function_call: call,
  tool_result: result,
  web_search_tool_result: result,
  function_call_output: result,
  input_audio: named("Sound"),
  audio: named("Sound"),
  file: named("File"),
  input_file: named("File"),
  document: named("Document"),
  video_url: named("Video"),
};

function partOf(part: JsonValue): Part[] {
  if (typeof part === "string") return [textPart("text", part)];
  if (!isObject(part)) return [];
  const type = textOf(part.type) ?? "";
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (read) return read(part);
  if (typeof part.text === "string") return text(part);
  return [toolPart("result", type === "" ? "part" : type, null, part)];
}

function imagePart(url: JsonValue | undefined): Part {
  const address = textOf(url) ?? "";
  if (isMarker(address)) return note(`Image ${address}`);
  if (DRAWN.test(address) && address.length <= MOST_IMAGE) {
    return { kind: "image", src: address, alt: "Image" };
  }
  if (/^https?:\/\//i.test(address)) return note("Image", address);
  const size = Math.round(address.length * 0.75 / 1024).toLocaleString("en-US");
  return note(`Image, ${size} KiB`);
}

/** Anthropic's `source` of an image. */
function sourcePart({ media_type, data, url }: JsonObject): Part {
  if (typeof url === "string") return imagePart(url);
  if (typeof data === "string" && isMarker(data)) return note(`Image ${data}`);
  return imagePart(`data:${textOf(media_type) ?? ""};base64,${textOf(data) ?? ""}`);
}

function summaryText(part: JsonValue): string {
  return isObject(part) ? textOf(part.text) ?? "" : "";
}

function nameOf(part: JsonObject): string {
  const file = isObject(part.file) ? part.file : part;
  const name = textOf(file.filename) ?? textOf(file.title) ?? textOf(file.name);
  return name === null ? "" : `: ${name}`;
}

function note(text: string, href: string | null = null): Part {
  return { kind: "note", text, href: href !== null && /^https?:\/\//i.test(href) ? href : null };
}
