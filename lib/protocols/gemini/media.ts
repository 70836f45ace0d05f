import { badRequest } from "../../http/error.ts";
import type { JsonObject } from "../../types/json.ts";
import { readDataUrl } from "../data_url.ts";

/** Media types by file extension, for URLs and file names: `fileData` and raw base64 name none. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  heic: "image/heic",
  heif: "image/heif",
  pdf: "application/pdf",
  txt: "text/plain",
  md: "text/markdown",
  csv: "text/csv",
  html: "text/html",
  json: "application/json",
  mp3: "audio/mpeg",
  wav: "audio/wav",
  flac: "audio/flac",
  ogg: "audio/ogg",
  aac: "audio/aac",
  m4a: "audio/m4a",
  mp4: "video/mp4",
  mpeg: "video/mpeg",
  mov: "video/quicktime",
  webm: "video/webm",
};

/** Media types that clients write and Gemini does not know under that name. */
const RENAMED: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "audio/mp3": "audio/mpeg",
  "audio/x-wav": "audio/wav",
};

/** Google knows the type of its own files and of videos by their address. */
const TYPED_BY_GOOGLE =
  /^files\/|^https:\/\/(generativelanguage\.googleapis\.com|(www\.)?youtube\.com|youtu\.be)\//;

/** The media type that a file name or URL suggests; `undefined` when it suggests none. */
export function typeByName(name: string): string | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name.split(/[?#]/)[0] ?? "")?.[1];
  return extension === undefined ? undefined : BY_EXTENSION[extension.toLowerCase()];
}

/**
 * A part for a URL: a data URL travels inline, anything that Google can fetch by reference.
 * `fallback` is the media type for a URL that suggests none. Throws a 400 that names `param`.
 */
export function mediaPart(
  url: string,
  type: string | undefined,
  fallback: string,
  param: string,
): JsonObject {
  if (url.startsWith("data:")) return inlineFromDataUrl(url, type, param);
  if (!/^(https?:|gs:)\/\/|^files\//.test(url)) {
    throw badRequest(
      `${param} is not a URL that Gemini can read. Send a data:, https: or gs: URL.`,
      param,
    );
  }
  const known = type ?? typeByName(url) ?? (TYPED_BY_GOOGLE.test(url) ? undefined : fallback);
  return { fileData: { ...(known === undefined ? {} : { mimeType: known }), fileUri: url } };
}

/** A part that carries base64 data itself. */
export function inlinePart(mimeType: string, data: string): JsonObject {
  const lower = mimeType.toLowerCase();
  return { inlineData: { mimeType: RENAMED[lower] ?? lower, data } };
}

function inlineFromDataUrl(url: string, type: string | undefined, param: string): JsonObject {
  const inline = readDataUrl(url, param);
  return inlinePart(type ?? inline.type ?? "text/plain", inline.data);
}
