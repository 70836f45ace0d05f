import { DEFAULT_PAYLOADS, type PayloadSettings, strictest } from "../types/payloads.ts";

/** Nothing is stored, as long as nobody knows what may be. */
export const NO_PAYLOADS: PayloadSettings = {
  ...DEFAULT_PAYLOADS,
  capture: "off",
  strictest: "off",
};

/**
 * What holds while something in the new settings is wrong: no more is stored than the last ones
 * allowed, nor than what can be read of the new ones allows.
 */
export function heldBack(last: PayloadSettings, next: PayloadSettings): PayloadSettings {
  if (!next.wrong) return next;
  const both = [last, next];
  const names = new Set(both.flatMap(({ aliases }) => [...aliases.keys()]));
  const capture = strictest(both.map((settings) => settings.capture));
  const aliases = new Map(
    [...names].map((name) => [
      name,
      strictest(both.map((settings) => settings.aliases.get(name) ?? settings.capture)),
    ]),
  );
  return {
    capture,
    redact: [...new Set(both.flatMap(({ redact }) => redact))],
    maxMediaBytes: Math.min(last.maxMediaBytes, next.maxMediaBytes),
    aliases,
    strictest: strictest([capture, ...aliases.values()]),
    wrong: true,
  };
}

/** The settings with what the last ones said of aliases that are gone: their clients may still call. */
export function withGone(
  settings: PayloadSettings,
  last: PayloadSettings,
  exists: (alias: string) => boolean,
): PayloadSettings {
  const gone = [...last.aliases].filter(([alias]) =>
    !exists(alias) && !settings.aliases.has(alias)
  );
  if (gone.length === 0) return settings;
  const aliases = new Map([...gone, ...settings.aliases]);
  return { ...settings, aliases, strictest: strictest([settings.strictest, ...aliases.values()]) };
}
