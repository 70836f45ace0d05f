import type { Imported } from "../store/mod.ts";
import type { ImportedRow } from "../types/imported.ts";

/** So many refused records are told one by one. */
const MOST_TOLD = 20;

/** Counts what an import brings. */
export class ImportTally {
  #added = 0;
  #there = 0;
  #refused = 0;
  #told: string[] = [];
  #nanos = 0n;
  #unpriced = 0;
  #oldest = "~";
  #newest = "";

  /** What became of a row. `where` names its place in the file: "line 7". */
  row(where: string, { columns }: ImportedRow, imported: Imported): void {
    if (typeof imported === "object") return this.refused(where, imported.refused);
    if (imported === "there") {
      this.#there++;
      return;
    }
    this.#added++;
    const { timestamp, cost_nanos = null } = columns;
    if (cost_nanos === null) this.#unpriced++;
    else this.#nanos += BigInt(cost_nanos);
    if (timestamp < this.#oldest) this.#oldest = timestamp;
    if (timestamp > this.#newest) this.#newest = timestamp;
  }

  /** A record is no row. `problem` is a predicate. */
  refused(where: string, problem: string): void {
    this.#refused++;
    if (this.#told.length < MOST_TOLD) this.#told.push(`${where} ${problem}.`);
  }

  get isClean(): boolean {
    return this.#refused === 0;
  }

  /** What happened, as lines for people. */
  lines(isTrial: boolean): string[] {
    const untold = this.#refused - this.#told.length;
    return [
      ...this.#told,
      ...(untold > 0 ? [`… and ${untold} more.`] : []),
      `${isTrial ? "Would import" : "Imported"} ${requests(this.#added)}${this.#facts()}.`,
      ...(this.#there > 0 ? [`${requests(this.#there)} already there.`] : []),
      ...(this.#refused > 0 ? [`${this.#refused} refused, see above.`] : []),
    ];
  }

  #facts(): string {
    if (this.#added === 0) return "";
    const [from, to] = [this.#oldest.slice(0, 10), this.#newest.slice(0, 10)];
    const days = from === to ? from : `${from} to ${to}`;
    const unpriced = this.#unpriced === 0 ? "" : `, ${this.#unpriced} without a known cost`;
    return `: ${days}, ${usd(this.#nanos)} USD${unpriced}`;
  }
}

function requests(count: number): string {
  return count === 1 ? "1 request" : `${count} requests`;
}

/** Nano-dollars as USD with all their digits. */
function usd(nanos: bigint): string {
  const text = String(nanos).padStart(10, "0");
  return `${text.slice(0, -9)}.${text.slice(-9)}`.replace(/(\.\d\d\d*?)0+$/, "$1");
}
