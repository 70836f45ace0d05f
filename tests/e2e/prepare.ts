/**
 * What `deno task test` does first: says which tests will be left out because no browser is found, and
 * builds the islands, so that files of tests which run at the same time need not. Exits with 1 where
 * a browser is required and missing.
 *
 * @module
 */
import { buildIslands } from "../../lib/fresh/build.ts";
import { findChromium } from "./harness/chromium.ts";

try {
  const { missing, isRequired } = findChromium();
  if (missing !== null) console.error(`%c${missing}`, "color: black; background-color: yellow");
  if (missing !== null && isRequired) Deno.exit(1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
const { built, reason } = await buildIslands();
if (!built) console.error(`The islands are not built, so that pages stand still: ${reason}`);
