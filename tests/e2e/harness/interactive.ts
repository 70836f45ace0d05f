import { buildIslands } from "../../../lib/fresh/build.ts";

let isChecked = false;

/**
 * Makes sure, once, that pages come with their scripts: a server starts without them too, and every
 * test would wait for islands that never wake.
 *
 * @throws {Error} with the reason
 */
export async function assertInteractive(url: string): Promise<void> {
  if (isChecked) return;
  const response = await fetch(url, { headers: { accept: "text/html" } });
  if (!(await response.text()).includes("/_fresh/")) {
    const { reason } = await buildIslands({ root: new URL("../../../", import.meta.url).pathname });
    throw new Error(`Pages have no scripts: ${reason ?? "they are built by now, run this again."}`);
  }
  isChecked = true;
}
