import { createHash } from "node:crypto";
import { mapStrings } from "../../json/strings.ts";
import { marker } from "../../types/marker.ts";
import { mediaType } from "./media_type.ts";

/** An image, a file or audio in a payload. */
export interface Media {
  type: string;
  /** How large it is when it is decoded. */
  bytes: number;
  base64: string;
}

/** Members whose value is base64, however short (OpenAI, Anthropic, Gemini). */
const MEDIA_KEYS = new Set(["data", "b64_json", "file_data"]);
/** A base64 text below other keys may be a file from this length on, as for `split()`. */
const LEAST_BLOB = 4096;

const DATA_URL = /^data:([\w.+/=;-]{0,200});base64,/;
/** A data URL within a text, as assistants write their images in Markdown. */
const INNER_DATA_URL = /data:([\w.+/=;-]{0,200});base64,([A-Za-z0-9+/_-]{16,}={0,2})/g;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/**
 * The file that a string of a payload is; `null` for any other string.
 *
 * @param key the member that it is the value of, "" for one that may as well hold words
 */
export function mediaOf(value: string, key: string): Media | null {
  const url = value.startsWith("data:") ? DATA_URL.exec(value) : null;
  if (url) return read(value.slice(url[0].length), url[1] ?? "");
  if (value.length < (MEDIA_KEYS.has(key) ? 64 : LEAST_BLOB)) return null;
  if (MEDIA_KEYS.has(key)) return read(value.replace(/[\r\n]+/g, ""), "");
  // Below other keys a long run of letters may be anything, unless it begins as files do.
  return mediaType("", value) === null ? null : read(value, "");
}

function read(base64: string, named: string): Media | null {
  return BASE64.test(base64) ? described(base64, named) : null;
}

/**
 * Puts a marker with type, size and SHA-256 in the place of each file of more than `max` bytes. The
 * text is JSON and stays so.
 */
export function limitMedia(text: string, max: number): string {
  // Base64 takes four characters for three bytes: most payloads are shorter than one such file.
  if (text.length * 3 / 4 <= max) return text;
  return mapStrings(text, {
    text(value, key) {
      const media = mediaOf(value, key);
      if (media) return media.bytes > max ? markerOf(media) : value;
      if (!value.includes(";base64,")) return value;
      return value.replace(INNER_DATA_URL, (all, type: string, base64: string) => {
        const inner = described(base64, type);
        return inner.bytes > max ? markerOf(inner) : all;
      });
    },
  });
}

function described(base64: string, named: string): Media {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  const bytes = Math.floor((base64.length - padding) * 3 / 4);
  return { type: mediaType(named, base64) ?? "application/octet-stream", bytes, base64 };
}

function markerOf({ type, bytes, base64 }: Media): string {
  const hash = createHash("sha256").update(base64, "base64").digest("hex");
  return marker(type, [bytes, "byte"], `sha256 ${hash}`, "not stored");
}
