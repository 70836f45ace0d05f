/**
 * Whether a person's browser asks, which gets a page where a program gets JSON from the same address.
 * Programs take anything (Accept of all types, or none at all); a browser that opens an address names HTML.
 */
export function wantsPage(req: Request): boolean {
  return req.headers.get("accept")?.includes("text/html") ?? false;
}
