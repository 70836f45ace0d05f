import type { Services } from "../../../lib/app/services.ts";
import { exchangesOf } from "../../../lib/demo_data/exchanges.ts";
import type { Exchange } from "../../../lib/types/exchange.ts";
import { exchange } from "../../store/exchange.ts";

/** How much to invent, and over how many days until now. */
export interface DemoAmount {
  exchanges: number;
  days: number;
  /** Full texts as in `deno task demo-data`; short ones unless asked for, which are quicker made. */
  full?: boolean;
}

/** Puts exchanges into the ledger of a running server and tells open pages, as the gateway does. */
export interface Seed {
  /**
   * Records exchanges that went well just now, each with the given facts different. Resolves when
   * they can be read; returns what was recorded.
   */
  (...facts: Partial<Exchange>[]): Promise<Exchange[]>;
  /** Records invented exchanges of a small team, the same ones each time relative to now. */
  demo(amount: DemoAmount): Promise<void>;
}

const DAY_MS = 86_400_000;
/** Runs of exchanges that are on their way at the same time begin at 1. */
let run = 1_000_000_000;

/** The {@link Seed} of a server: of the one that runs when it is used. */
export function seedOf(app: { services: Pick<Services, "store" | "news"> }): Seed {
  const recordAll = async (all: Exchange[]) => {
    await Promise.all(all.map((one) => app.services.store.record(one)));
    app.services.news.tell("exchanges");
  };
  const seed = async (...facts: Partial<Exchange>[]) => {
    const now = Date.now();
    const all = facts.map((one) => exchange({ startedAt: now - 1000, run: ++run, ...one }));
    await recordAll(all);
    return all;
  };
  const demo = async ({ exchanges, days, full = false }: DemoAmount) => {
    const until = Date.now();
    const options = { exchanges, from: until - days * DAY_MS, until, seed: 1, lean: !full };
    const all = [...exchangesOf(options)].map((one) => ({ ...one, run: ++run }));
    await recordAll(all);
  };
  return Object.assign(seed, { demo });
}
