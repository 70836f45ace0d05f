import { Buffer } from "node:buffer";

/** What files begin with: at so many bytes from the start, these characters. */
const BEGINNINGS: readonly (readonly [type: string, at: number, begin: string])[] = [
  ["image/png", 0, "\x89PNG"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF8"],
  ["image/webp", 8, "WEBP"],
  ["image/avif", 4, "ftypavif"],
  ["image/heic", 4, "ftypheic"],
  ["application/pdf", 0, "%PDF"],
  ["application/zip", 0, "PK\x03\x04"],
  ["audio/wav", 8, "WAVE"],
  ["audio/mpeg", 0, "ID3"],
  ["audio/mpeg", 0, "\xff\xfb"],
  ["audio/mpeg", 0, "\xff\xf3"],
  ["audio/aac", 0, "\xff\xf1"],
  ["audio/ogg", 0, "OggS"],
  ["audio/flac", 0, "fLaC"],
  ["video/webm", 0, "\x1aE\xdf\xa3"],
  ["video/mp4", 4, "ftyp"],
];

const OTHERS = ["audio/pcm", "audio/mp3", "image/jpg", "image/svg+xml", "text/plain", "text/csv"];

/** A type that a client or provider names counts only when it is one of these: it is no place for words. */
const KNOWN = new Set([...BEGINNINGS.map(([type]) => type), ...OTHERS]);

/** The media type of a file: as named, else by how it begins; `null` when neither tells. */
export function mediaType(named: string, base64: string): string | null {
  const [type = ""] = named.toLowerCase().split(";");
  if (KNOWN.has(type)) return type;
  const bytes = Buffer.from(base64.slice(0, 64), "base64").toString("latin1");
  const found = BEGINNINGS.find(([, at, begin]) => bytes.startsWith(begin, at));
  return found?.[0] ?? null;
}
