import type { AliasEntry, Config } from "../config/types.ts";
import { withLines } from "../pricing/earlier.ts";
import { priceUsage } from "../pricing/mod.ts";
import { reportedCost } from "../protocols/openai-chat/usage.ts";
import { providerOf } from "../providers/provider_of.ts";
import type { UsedExchange } from "../store/mod.ts";
import type { Cost } from "../types/exchange.ts";

/** What has changed for one model. */
export interface ModelDifference {
  model: string;
  /** Exchanges whose cost differs. */
  changed: number;
  /** Of these, exchanges that had no known price. */
  priced: number;
  /** Nano-dollars before and after, of the changed ones. */
  before: bigint;
  after: bigint;
}

/** Says what an exchange costs by today's rules. */
export class Recalculation {
  readonly #config: Config;
  readonly #asOf: string | null;
  readonly #byModel = new Map<string, ModelDifference>();

  /** @param asOf the day of the prices (`YYYY-MM-DD`); `null` for that of each exchange */
  constructor(config: Config, asOf: string | null) {
    this.#config = config;
    this.#asOf = asOf;
  }

  /** The new costs of the exchanges whose cost differs. A price that got lost leaves the old cost. */
  changes(exchanges: readonly UsedExchange[]): { id: number; cost: Cost }[] {
    return exchanges.flatMap((exchange) => {
      const cost = this.#costOf(exchange);
      if (cost === null || cost.nanos === exchange.nanos) return [];
      this.#note(exchange, cost.nanos);
      return [{ id: exchange.id, cost }];
    });
  }

  /** The differences by model, the largest first. */
  differences(): ModelDifference[] {
    const size = ({ before, after }: ModelDifference) => Math.abs(Number(after - before));
    return [...this.#byModel.values()].sort((a, b) =>
      size(b) - size(a) || (a.model < b.model ? -1 : 1)
    );
  }

  #note({ alias, nanos }: UsedExchange, after: number) {
    const none = { model: alias, changed: 0, priced: 0, before: 0n, after: 0n };
    const difference = this.#byModel.get(alias) ?? none;
    difference.changed++;
    if (nanos === null) difference.priced++;
    difference.before += BigInt(nanos ?? 0);
    difference.after += BigInt(after);
    this.#byModel.set(alias, difference);
  }

  #costOf(exchange: UsedExchange): Cost | null {
    const { usage, timestamp, serviceTier } = exchange;
    const entry = entryOf(exchange, this.#config);
    const named = nameOf(exchange, entry);
    if (named === null) return null;
    const cost = priceUsage(usage, {
      ...named,
      prices: entry?.prices ?? {},
      // Of the day, the hour is that of the exchange: some prices depend on it.
      at: new Date(`${this.#asOf ?? timestamp.slice(0, 10)}${timestamp.slice(10)}Z`),
      serviceTier,
      reported: reportedCost(usage.raw),
    });
    // What those attempts have used is not kept apart: they stay as they were booked.
    return cost && withLines(cost, exchange.earlier);
  }
}

/** The alias as it is now, unless it has come to mean another model than it did for the exchange. */
function entryOf(
  { alias, provider, upstreamModel }: UsedExchange,
  { aliases }: Config,
): AliasEntry | undefined {
  const entry = aliases.get(alias);
  if (entry === undefined || provider === null) return entry;
  const now = providerOf(entry);
  if ("problem" in now || now.provider.name !== provider) return undefined;
  return upstreamModel === null || now.model === upstreamModel ? entry : undefined;
}

/** The names that prices are looked up by: those of the exchange itself, else those of its alias now. */
function nameOf(
  { provider, upstreamModel, alias }: UsedExchange,
  entry: AliasEntry | undefined,
): { provider: string; model: string } | null {
  const base = entry?.baseModel;
  if (provider !== null && upstreamModel !== null) {
    return { provider, model: base ?? upstreamModel };
  }
  const now = entry ? providerOf(entry) : null;
  if (now && !("problem" in now)) {
    return { provider: now.provider.name, model: base ?? now.model };
  }
  return provider === null ? null : { provider, model: alias };
}
