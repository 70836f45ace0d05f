/**
 * Says before the tests what they will leave out, where no browser is found: `deno task test` runs
 * this first. Exits with 1 where a browser is required.
 *
 * @module
 */
import { findChromium } from "./harness/chromium.ts";

try {
  const { missing, isRequired } = findChromium();
  if (missing !== null) console.error(`%c${missing}`, "color: black; background-color: yellow");
  if (missing !== null && isRequired) Deno.exit(1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
