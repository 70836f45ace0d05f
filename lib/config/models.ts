import { isObject } from "../types/json.ts";
import { parseEntry, unusedInfo } from "./entry.ts";
import type { Locate } from "./locate.ts";
import type { problemsOf, Report } from "./problem.ts";
import type { AliasEntry } from "./types.ts";

/** LiteLLM's users keep facts for people in `model_info`: one line for all of them. */
function reportUnusedInfo(raws: readonly unknown[], reportFor: (index: number) => Report): void {
  const first = raws.findIndex((raw) => unusedInfo(raw).length > 0);
  if (first < 0) return;
  const keys = [...new Set(raws.flatMap(unusedInfo))].join(", ");
  const message = `holds what is not used, here or in later entries: ${keys}. It may stay`;
  reportFor(first)("warning", ["model_info"], message);
}

/**
 * Reads `model_list`, given as data, in the order of the file. An entry that cannot serve is reported and left
 * out. Of several with one name the first counts: an alias has one target.
 */
export function readModels(
  list: unknown,
  locate: Locate,
  { below }: Pick<ReturnType<typeof problemsOf>, "below">,
): Map<string, AliasEntry> {
  const aliases = new Map<string, AliasEntry>();
  if (!Array.isArray(list)) {
    const nothing = list === undefined || list === null;
    below(locate, [], null)(
      nothing ? "warning" : "error",
      ["model_list"],
      nothing
        ? "names no models. Add entries to it"
        : "must be a list. Begin each model with a dash and a space",
    );
    return aliases;
  }
  const raws: unknown[] = list;
  for (const [index, raw] of raws.entries()) {
    const name = isObject(raw) && typeof raw.model_name === "string" && raw.model_name !== ""
      ? raw.model_name
      : null;
    const base = ["model_list", index];
    const report = below(locate, base, name);
    const entry = parseEntry(raw, locate(base), report);
    if (entry === null) continue;
    const first = aliases.get(entry.alias);
    if (first === undefined) aliases.set(entry.alias, entry);
    else {
      report(
        "warning",
        ["model_name"],
        `is taken by the entry in line ${first.line}, which counts: load is not balanced over ` +
          "several entries. Remove this one, or rename it",
      );
    }
  }
  reportUnusedInfo(raws, (index) => below(locate, ["model_list", index], null));
  return aliases;
}
