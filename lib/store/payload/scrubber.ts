/** Texts for the worker of a {@link Scrubber}. */
export interface ScrubCall {
  patterns: readonly string[];
  /** Holds the number of the pattern at work, for when nobody answers any more. */
  progress: SharedArrayBuffer;
  /** JSON, or what was meant to be. */
  payloads: (string | null)[];
  texts: (string | null)[];
}

/** The same texts without what the patterns match. */
export type ScrubReply = Pick<ScrubCall, "payloads" | "texts">;

/** How long patterns may take: so many milliseconds, and one more for so many characters. */
const LIMIT = { ms: 2000, charactersPerMs: 500 };
/** A list of patterns that took too long as often is not tried again. */
const MOST_FAILURES = 3;

/** Runs the user's patterns where they can be ended: JavaScript's can take for ever. */
export class Scrubber {
  readonly #spawn: () => Worker;
  readonly #limitMs: number;
  readonly #onProblem: (message: string) => void;
  readonly #progress = new SharedArrayBuffer(4);
  /** By list of patterns, how often it took too long. */
  readonly #failures = new Map<string, number>();
  #worker: Promise<Worker> | null = null;

  /** @param onProblem hears of patterns that take too long */
  constructor(spawn: () => Worker, onProblem: (message: string) => void, limitMs = LIMIT.ms) {
    this.#spawn = spawn;
    this.#onProblem = onProblem;
    this.#limitMs = limitMs;
  }

  /** The texts without what the patterns match; `null` when that cannot be told. Call it in turn. */
  async scrub(call: Omit<ScrubCall, "progress">): Promise<ScrubReply | null> {
    const { patterns, payloads, texts } = call;
    const key = JSON.stringify(patterns);
    const failures = this.#failures.get(key) ?? 0;
    if (failures >= MOST_FAILURES) return null;
    const characters = [...payloads, ...texts].reduce((sum, text) => sum + (text?.length ?? 0), 0);
    const limitMs = this.#limitMs + characters / LIMIT.charactersPerMs;
    const worker = await (this.#worker ??= begun(this.#spawn()));
    const answer = replyOf(worker, limitMs);
    worker.postMessage({ ...call, progress: this.#progress } satisfies ScrubCall);
    const reply = await answer;
    if (reply !== null) return reply;
    this.close();
    this.#failures.set(key, failures + 1);
    this.#tell(failures + 1);
    return null;
  }

  /** Ends the worker; the next call starts another. */
  close(): void {
    void this.#worker?.then((worker) => worker.terminate());
    this.#worker = null;
  }

  #tell(failures: number) {
    const [pattern = 0] = new Int32Array(this.#progress);
    const rest = failures < MOST_FAILURES
      ? "The texts of this request are not stored."
      : "It is not tried again: until it is changed no texts are stored.";
    this.#onProblem(
      `general_settings.payloads.redact[${pattern + 1}] took too long. ${rest} Write it simpler.`,
    );
  }
}

/** Resolves when the worker has loaded: what takes its time there is not a pattern. */
async function begun(worker: Worker): Promise<Worker> {
  await replyOf(worker, 60_000);
  return worker;
}

/** The next message of the worker; `null` when none comes in time, or it breaks. */
function replyOf(worker: Worker, limitMs: number): Promise<ScrubReply | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), limitMs);
    const end = (reply: ScrubReply | null) => {
      clearTimeout(timer);
      resolve(reply);
    };
    worker.onmessage = ({ data }: MessageEvent<ScrubReply | null>) => end(data);
    worker.onerror = (event) => {
      // Unhandled, it would end the worker that writes.
      event.preventDefault();
      end(null);
    };
  });
}
