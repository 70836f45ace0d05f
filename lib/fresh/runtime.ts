import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { build, CACHE_PARAM, HeadContext } from "./shared.ts";

export { HttpError } from "./error.ts";

/** True in the browser, false on the server. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** The URL under which a file of `static/` may be cached for good. Other URLs come back as they are. */
export function asset(path: string): string {
  const ours = path.startsWith("/") && !path.startsWith("//");
  if (!ours || build.id === "" || path.includes(`${CACHE_PARAM}=`)) return path;
  const [rest = "", ...hash] = path.split("#");
  const url = `${rest}${rest.includes("?") ? "&" : "?"}${CACHE_PARAM}=${build.id}`;
  return [url, ...hash].join("#");
}

/** Puts its children into the document's `<head>`. In the browser it changes nothing. */
export function Head({ children }: { children?: ComponentChildren }): null {
  useContext(HeadContext)?.(children);
  return null;
}
