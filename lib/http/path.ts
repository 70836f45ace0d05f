/**
 * What stands in a path after its first `depth` segments, decoded once: Fresh's own parameters are
 * decoded in part, and decoding them again would take `%252F` for a slash. A broken escape stays as
 * it came.
 */
export function pathRest({ pathname }: URL, depth: number): string {
  const rest = pathname.split(/\/+/).slice(depth + 1).join("/");
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}
