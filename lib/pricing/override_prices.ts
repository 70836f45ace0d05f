import { times } from "./decimal.ts";
import { catalogueKeys } from "./names.ts";
import { PRICE_OVERRIDES, type PriceOverride } from "./overrides.ts";
import { type FoundPrices, longPromptRule, type Lookup, type PriceSheet } from "./sheet.ts";

/** A date at the end of a model name (`-20261007`, `-2026-09-29`): a snapshot costs what its alias does. */
const SNAPSHOT = /-(?:20\d{6}|20\d{2}-\d{2}-\d{2})$/;

/** The price of our own overrides table that holds at the time; `null` when it has none for the model. */
export function fromOverrides(
  lookup: Lookup,
  table: readonly PriceOverride[] = PRICE_OVERRIDES,
): FoundPrices | null {
  const row = rowFor(lookup, table);
  if (!row) return null;
  const rules: string[] = [];
  let sheet: PriceSheet = row.prices;
  if (row.long && lookup.promptTokens > row.long.over) {
    sheet = row.long.prices;
    rules.push(longPromptRule(row.long.over));
  }
  if (row.peak) {
    const busy = isPeak(row.peak, lookup.at);
    if (busy) sheet = scaled(sheet, row.peak.factor);
    rules.push(busy ? "peak hours" : "off-peak hours");
  }
  return { sheet: { ...sheet }, source: "overrides", date: row.checked, rules };
}

/** Each price multiplied by a factor, exactly. */
export function scaled(sheet: PriceSheet, factor: string): PriceSheet {
  return Object.fromEntries(
    Object.entries(sheet).map(([bucket, price]) => [bucket, times(price, factor)]),
  );
}

function rowFor({ provider, model, at }: Lookup, table: readonly PriceOverride[]) {
  const written = [model, ...catalogueKeys(provider, model).map((key) => key.model)];
  const names = written.map((name) => name.toLowerCase())
    .flatMap((name) => [name, name.replace(SNAPSHOT, "")]);
  return table.findLast((row) =>
    row.provider === provider && new Date(row.from) <= at &&
    row.models.some((candidate) => names.includes(candidate.toLowerCase()))
  );
}

function isPeak({ days, hours }: NonNullable<PriceOverride["peak"]>, at: Date): boolean {
  const hour = at.getUTCHours();
  return days.includes(at.getUTCDay()) && hours.some(([from, to]) => hour >= from && hour < to);
}
