/** Names of Chromium and its kin, the first that is found is used. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * What `APANTLI_BROWSER` may say: `required` makes a missing browser a failure, `headed` shows the
 * windows, `off` leaves the browser tests out. Unset: they run where a browser is found.
 */
const MODES = ["", "required", "headed", "off"];

/** Whether and how tests run in a browser. */
export interface Chromium {
  /** The executable; `null` where there is none, or none is wanted. */
  path: string | null;
  isRequired: boolean;
  isHeaded: boolean;
  /** What to tell when nothing runs; `null` when the tests run. */
  missing: string | null;
}

/**
 * Looks for a browser: `CHROME_BIN`, else the known names on `PATH`.
 *
 * @throws {Error} when `CHROME_BIN` or `APANTLI_BROWSER` makes no sense
 */
export function findChromium(env: Pick<typeof Deno.env, "get"> = Deno.env): Chromium {
  const mode = env.get("APANTLI_BROWSER") ?? "";
  if (!MODES.includes(mode)) {
    throw new Error(`Set APANTLI_BROWSER to required, headed or off, or unset it: not "${mode}".`);
  }
  const path = mode === "off" ? null : executable(env);
  return {
    path,
    isRequired: mode === "required",
    isHeaded: mode === "headed",
    missing: path === null ? missing(mode) : null,
  };
}

function executable(env: Pick<typeof Deno.env, "get">): string | null {
  const named = env.get("CHROME_BIN");
  if (named !== undefined && named !== "") {
    if (isFile(named)) return named;
    throw new Error(
      `CHROME_BIN names ${named}, which is no file. Set it to a browser or unset it.`,
    );
  }
  const folders = (env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  const places = NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
  return places.find(isFile) ?? null;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function missing(mode: string): string {
  return mode === "off"
    ? "NOT TESTED: the dashboard in a browser (APANTLI_BROWSER=off)."
    : "NOT TESTED: the dashboard in a browser. No Chromium was found: " +
      "`apt-get install chromium`, or set CHROME_BIN.";
}
