import type { Quirks } from "../protocols/openai-chat/quirks.ts";
import type { ProviderRow } from "./row.ts";
import { ROWS } from "./rows.ts";

export type { ProviderRow } from "./row.ts";

const BY_NAME: ReadonlyMap<string, ProviderRow> = new Map(
  ROWS.flatMap((row) =>
    [row.name, ...row.aliases].map((name): [string, ProviderRow] => [name, row])
  ),
);

/** The row of a provider, by its name or another prefix for it. */
export function providerNamed(name: string): ProviderRow | undefined {
  return BY_NAME.get(name);
}

/** The row whose own address is on the host of an `api_base`. */
export function providerAt(apiBase: string): ProviderRow | undefined {
  const host = URL.parse(apiBase)?.host;
  return host ? ROWS.find(({ baseUrl }) => URL.parse(baseUrl ?? "")?.host === host) : undefined;
}

/** The quirks that hold for a model of a provider. */
export function quirksOf(row: ProviderRow, model: string): Quirks {
  const name = model.slice(model.lastIndexOf("/") + 1);
  const special = row.modelQuirks.find(({ pattern }) => pattern.test(name));
  return special ? { ...row.quirks, ...special.quirks } : row.quirks;
}
