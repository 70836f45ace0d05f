import type { VNode } from "preact";
import { build, CACHE_PARAM } from "./shared.ts";

/** The URL under which a file of `static/` may be cached for good. Other URLs come back as they are. */
export function asset(path: string): string {
  const ours = path.startsWith("/") && !path.startsWith("//");
  if (!ours || build.id === "" || path.includes(`${CACHE_PARAM}=`)) return path;
  const [rest = "", ...hash] = path.split("#");
  const url = `${rest}${rest.includes("?") ? "&" : "?"}${CACHE_PARAM}=${build.id}`;
  return [url, ...hash].join("#");
}

/** `asset()` for every URL of a `srcset`; what is no plain list of them comes back as it is. */
export function assetSrcSet(srcset: string): string {
  const parts = srcset.split(",");
  if (srcset.includes("(") || parts.some((part) => part.trim() === "")) return srcset;
  return parts.map((part) => part.replace(/\S+/, asset)).join(",");
}

/**
 * Locks the images of `<img>` and `<source>` to this build, unless `data-fresh-disable-lock` is set:
 * on the server and in the browser alike, or waking an island would load them again.
 * Source: Fresh's documentation, "Static files".
 */
export function lockImages({ type, props }: VNode<Record<string, unknown>>): void {
  if ((type !== "img" && type !== "source") || props["data-fresh-disable-lock"]) return;
  if (typeof props.src === "string") props.src = asset(props.src);
  for (const name of ["srcset", "srcSet"]) {
    const value = props[name];
    if (typeof value === "string") props[name] = assetSrcSet(value);
  }
}
