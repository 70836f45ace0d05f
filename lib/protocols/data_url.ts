import { badRequest } from "../http/error.ts";

/**
 * The media type and the base64 of a `data:` URL; its text where it is percent-encoded becomes base64,
 * too. Source: https://www.rfc-editor.org/rfc/rfc2397
 *
 * @param param what of the request it is, for errors
 * @throws {ApiError} 400 where it has no data, or is not validly percent-encoded
 */
export function readDataUrl(
  url: string,
  param: string,
): { type: string | undefined; data: string } {
  const comma = url.indexOf(",");
  if (comma < 0) {
    throw badRequest(`${param} is a data URL without data. Add a comma and the data.`, param);
  }
  const [declared = "", ...options] = url.slice("data:".length, comma).split(";");
  const data = url.slice(comma + 1);
  const type = declared === "" ? undefined : declared;
  if (options.includes("base64")) return { type, data };
  return { type: type ?? "text/plain", data: toBase64(data, param) };
}

function toBase64(percentEncoded: string, param: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(percentEncoded);
  } catch {
    throw badRequest(`${param} is not validly percent-encoded. Send it as base64.`, param);
  }
  const bytes = new TextEncoder().encode(plain);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
