/**
 * The table of docs/reference/providers.md, made from the rows. Run this file to write it:
 * `deno run --allow-read --allow-write tests/providers/reference.ts`
 */
import { ROWS } from "../../lib/providers/rows.ts";
import type { ProviderRow } from "../../lib/providers/table.ts";

const FILE = new URL("../../docs/reference/providers.md", import.meta.url);
const BEGIN = "<!-- deno-fmt-ignore-start -->";
const END = "<!-- deno-fmt-ignore-end -->";

/** The page as it is, and as it would be with the rows of today. */
export function referencePage(): { now: string; wanted: string } {
  const now = Deno.readTextFileSync(FILE);
  const [before, rest] = split(now, BEGIN);
  const [, after] = split(rest, END);
  return { now, wanted: `${before}${BEGIN}\n\n${table()}\n${END}${after}` };
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at === -1) throw new Error(`providers.md has lost its mark ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

function table(): string {
  const head =
    "| prefix | provider | address | key | differences |\n| --- | --- | --- | --- | --- |\n";
  return head + ROWS.map((row) => `| ${cells(row).join(" | ")} |\n`).join("");
}

function cells(row: ProviderRow): string[] {
  const prefixes = [row.name, ...row.aliases].map((name) => `\`${name}/\``).join(", ");
  const token = row.tokenParam === null ? "" : ` or \`${row.tokenParam}\``;
  return [
    prefixes,
    `[${row.displayName}](${row.docs})`,
    row.baseUrl === null
      ? `\`api_base\`, for example \`${row.baseExample}\``
      : `\`${row.baseUrl}\``,
    row.keyEnv === null ? "none needed" : `\`${row.keyEnv}\`${token}`,
    differences(row).join("; ") || "none",
  ];
}

function differences({ protocol, quirks, modelQuirks, modelPrefix }: ProviderRow): string[] {
  if (protocol !== "openai-chat") return [`translated (${protocol})`];
  const said = [
    ...(quirks.maxTokens === "either" ? [] : [`sends \`${quirks.maxTokens}\``]),
    ...(quirks.developerRole ? [] : ["`developer` as `system`"]),
    ...(quirks.streamUsage === "always" ? ["no `stream_options`"] : []),
    ...Object.entries(quirks.rename).map(([from, to]) => `\`${from}\` as \`${to}\``),
    ...(quirks.repairs ? ["answers mended"] : []),
    ...(modelPrefix === "" ? [] : [`\`${modelPrefix}\` put before a bare name`]),
  ];
  const special = modelQuirks.flatMap(({ pattern, quirks }) =>
    quirks.maxTokens ? [`\`${quirks.maxTokens}\` for \`${pattern.source}\``] : []
  );
  return [...said, ...special].map((text) => text.replaceAll("|", "\\|"));
}

if (import.meta.main) Deno.writeTextFileSync(FILE, referencePage().wanted);
