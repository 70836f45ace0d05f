import { EditError } from "./edit_error.ts";
import { heldBack, NO_PAYLOADS, withGone } from "./held_back.ts";
import { brokenConfig, parseConfig } from "./load.ts";
import type { PayloadSettings } from "../types/payloads.ts";
import type { Config, ConfigProblem } from "./types.ts";
import { replaceText, stampOf } from "./write.ts";

/** What {@link openConfig} needs. */
export interface LiveOptions {
  path: string;
  /** Called with every configuration that takes effect after the first. */
  onChange?: (config: Config) => void;
  /** Called for each problem of a version read after the first; those of the first are in `current().problems`. */
  onProblem?: (problem: ConfigProblem) => void;
  /** Milliseconds between looks at the file, 500 unless told. */
  pollMs?: number;
}

/** The configuration as it is now. */
export interface LiveConfig {
  current(): Config;
  /**
   * What is wrong with the file as it is now, which is not the one in effect while `isHeld`: it is
   * broken, and the last good one stays.
   */
  problems(): { problems: ConfigProblem[]; isHeld: boolean };
  /**
   * Changes the file's text and takes it into effect. Edits wait for each other. Rejects with
   * {@link EditError}, and changes nothing, when the file is missing or broken, when the result would be, or when
   * `change` throws; with an Error that names the mend when the file cannot be written.
   */
  edit(change: (text: string) => string): Promise<Config>;
  /** Stops looking at the file. */
  close(): void;
}

/** BOM and all, so that an edit gives back what it did not mean to change. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function unreadable(path: string, error: unknown): Config {
  const missing = error instanceof Deno.errors.NotFound;
  const reason = error instanceof TypeError
    ? "is not UTF-8 text"
    : `cannot be read (${error instanceof Error ? error.name : "unknown error"})`;
  const message = missing
    ? "There is no such file. Create it, or name another with --config."
    : `The file ${reason}. Make it a text file that you may read.`;
  const place = { file: path, line: 1, column: 1, alias: null };
  return brokenConfig([{ severity: "error", ...place, message }]);
}

/** One version of the file; the text is `null` when it could not be read. */
interface Version {
  config: Config;
  text: string | null;
}

function isSame(a: Version, b: Version): boolean {
  if (a.text !== null || b.text !== null) return a.text === b.text;
  return a.config.problems[0]?.message === b.config.problems[0]?.message;
}

function load(path: string): Version {
  try {
    const text = UTF8.decode(Deno.readFileSync(path));
    return { config: parseConfig(text, path), text };
  } catch (error) {
    return { config: unreadable(path, error), text: null };
  }
}

/** A configuration as it takes effect: what is wrong, or gone, never has more stored than before. */
function inForce(config: Config, last: PayloadSettings): Config {
  const payloads = heldBack(last, config.payloads);
  return { ...config, payloads: withGone(payloads, last, (alias) => config.aliases.has(alias)) };
}

function edited(path: string, change: (text: string) => string) {
  const before = load(path);
  if (before.text === null || before.config.broken) {
    throw new EditError("not_editable", `${path} is broken. Mend it by hand first.`);
  }
  const text = change(before.text);
  const config = parseConfig(text, path);
  return { before: before.text, text, config };
}

/**
 * Loads a configuration and keeps it current. The file is looked at again and again rather than
 * watched, because editors replace files and a watch stays with the old one. A broken version is
 * reported and the last good one stays; when there was none, there are no models.
 */
export function openConfig(options: LiveOptions): LiveConfig {
  const { path, pollMs = 500, onChange = () => {}, onProblem = () => {} } = options;
  let known = load(path);
  let current = inForce(known.config, NO_PAYLOADS);
  let stamp: string | null | undefined;
  let emptiedAt: number | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  function take(version: Version): void {
    known = version;
    const next = version.config;
    if (!next.broken || current.broken) current = inForce(next, current.payloads);
    for (const problem of next.problems) onProblem(problem);
    if (!next.broken) onChange(next);
  }

  async function look(): Promise<void> {
    const now = await stampOf(path).catch(() => "unreadable");
    if (now === stamp) return;
    stamp = now;
    const version = load(path);
    if (version.text !== "") emptiedAt = null;
    if (isSame(version, known)) return;
    if (version.text === "") {
      // An editor may empty a file before it writes it, and is given the time between two looks.
      emptiedAt ??= performance.now();
      if (performance.now() - emptiedAt < pollMs) {
        stamp = undefined;
        return;
      }
      emptiedAt = null;
    }
    take(version);
  }

  function serialised<T>(step: () => Promise<T>): Promise<T> {
    const result = queue.then(step);
    queue = result.catch(() => {});
    return result;
  }

  async function write(change: (text: string) => string): Promise<Config> {
    await look();
    if (emptiedAt !== null) {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      await look();
    }
    const { before, text, config } = edited(path, change);
    if (config.broken) {
      throw new EditError("not_editable", "The change would break the file. Edit it by hand.");
    }
    if (text === before) return current;
    await replaceText(path, text).catch((error) => {
      const reason = error instanceof Error ? error.name : "unknown error";
      const mend = "Let the server write it and its folder, or edit the file by hand";
      throw new Error(`${path} cannot be written (${reason}). ${mend}.`);
    });
    take({ config, text });
    return current;
  }

  const timer = setInterval(() => serialised(look), pollMs);
  Deno.unrefTimer(timer);
  return {
    current: () => current,
    problems: () => ({
      problems: known.config.problems,
      isHeld: known.config.broken === true && current.broken !== true,
    }),
    edit: (change) => serialised(() => write(change)),
    close: () => clearInterval(timer),
  };
}
