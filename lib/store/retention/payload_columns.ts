/** Exchanges of the first schema have their payloads in the row: a condition for these. */
export const INLINE = "(request_data IS NOT NULL OR response_data IS NOT NULL)";

/** SQL for the bytes of a payload in two columns; reads neither of them. */
export function bytesOf(request: string, response: string): string {
  return `COALESCE(octet_length(${request}), 0) + COALESCE(octet_length(${response}), 0)`;
}
