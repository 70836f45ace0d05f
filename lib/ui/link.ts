/**
 * A URL with some of its query changed: `null` takes a parameter away. The order is kept, so that the
 * same page has the same address whichever way it was reached.
 */
export function withQuery(
  url: string,
  changes: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const [path = "", query = ""] = url.split("?");
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") params.delete(name);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}
