const encoder = new TextEncoder();
/** Redrawing more often only flickers. */
const EVERY_MS = 100;
const WIDTH = 30;

/** How far a command is, as a bar on stderr; silent where no terminal shows it. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #shown: boolean;
  #drawnAt = 0;
  #isComplete = false;

  constructor(what: string, total: number, shown = Deno.stderr.isTerminal()) {
    this.#what = what;
    this.#total = total;
    this.#shown = shown;
  }

  /** Nothing more will be done: what follows stands on a line of its own. */
  stop(): void {
    if (this.#drawnAt > 0 && !this.#isComplete) Deno.stderr.writeSync(encoder.encode("\n"));
  }

  /** So much is done. */
  at(done: number): void {
    const now = performance.now();
    if (!this.#shown || (now - this.#drawnAt < EVERY_MS && done < this.#total)) return;
    this.#drawnAt = now;
    Deno.stderr.writeSync(encoder.encode(`\r${progressLine(this.#what, done, this.#total)}`));
    this.#isComplete = done >= this.#total;
    if (this.#isComplete) Deno.stderr.writeSync(encoder.encode("\n"));
  }
}

/** One state of the bar. */
export function progressLine(what: string, done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * WIDTH);
  return `${what} [${"#".repeat(full)}${".".repeat(WIDTH - full)}] ${Math.floor(share * 100)} %`;
}
