export { asset, assetSrcSet } from "./asset_url.ts";
export { HttpError } from "./error.ts";
export { Head } from "./head.ts";

/** True in the browser, false on the server. */
export const IS_BROWSER: boolean = typeof document !== "undefined";
