import manifest from "../../deno.json" with { type: "json" };
import type { BannerFacts } from "../cli/banner.ts";
import { keyProblems } from "../models/keys.ts";
import type { Services } from "./services.ts";

/** What the start banner tells of a server that listens at `url`. */
export function bannerFacts({ config, secrets, options }: Services, url: string): BannerFacts {
  const current = config.current();
  const enabled = [...current.aliases.values()].filter((entry) => entry.enabled);
  const { ready, withoutKey } = keyProblems(enabled, secrets);
  return {
    version: manifest.version,
    url,
    ready,
    withoutKey,
    disabled: current.aliases.size - enabled.length,
    database: options.db,
    durability: options.durability,
    locked: current.masterKey !== null,
    problems: current.problems,
  };
}
