import type { Services } from "../services.ts";

/** The line to try while the log is empty: where this server is, and an alias that it answers for. */
export function firstSteps(
  { config }: Services,
  { origin }: URL,
): { origin: string; alias: string } {
  const [first] = [...config.current().aliases.values()].filter(({ enabled }) => enabled);
  return { origin, alias: first?.alias ?? "demo" };
}
