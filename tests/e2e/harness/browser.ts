import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";

const found = findChromium();
let running: Promise<Browser> | null = null;

/** Whether tests in a browser are left out. A required browser that is missing is no reason. */
export const isLeftOut = found.path === null && !found.isRequired;

/**
 * The browser of this process, started when first asked for: each file of tests has one. It can look
 * up no name but 127.0.0.1, so that a page which wants something from elsewhere never gets it.
 *
 * @throws {Error} when there is none
 */
export function browser(): Promise<Browser> {
  if (found.path === null) throw new Error(found.missing ?? "");
  return running ??= chromium.launch({
    executablePath: found.path,
    headless: !found.isHeaded,
    ...(found.isHeaded ? { slowMo: 250 } : {}),
    args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
}

/** Ends the browser, if one was started. */
export async function closeBrowser(): Promise<void> {
  const closing = running;
  running = null;
  await (await closing)?.close();
}
