import type { Random } from "../random.ts";
import { fillUp, type Grammar, tell } from "./grammar.ts";

/** The words of the program that the agents work on: it gives berths to ships. */
export const CODE: Grammar = {
  noun: [
    ...[
      "berth",
      "vessel",
      "tide",
      "crane",
      "manifest",
      "pilot",
      "tariff",
      "booking",
      "quay",
      "slot",
    ],
    ...[
      "cargo",
      "permit",
      "mooring",
      "lock",
      "tug",
      "queue",
      "ledger",
      "shift",
      "draft",
      "beacon",
    ],
  ],
  verb: [
    ...["assign", "release", "find", "reserve", "merge", "validate", "measure", "plan", "cancel"],
    ...["load", "sort", "resolve", "estimate", "lock", "collect"],
  ],
  size: ["length", "depth", "weight", "width"],
  field: ["arrival", "departure", "priority", "captain", "remark", "flag"],
  state: ["planned", "moored", "waiting", "released", "late", "cancelled"],
  number: ["3", "5", "12", "24", "40", "90", "250", "1_000"],
  days: ["7", "30", "90", "365"],
  metric: ["draught_cm", "wait_min", "level_cm", "length_m"],
  folder: ["berths", "vessels", "tariffs", "queue", "http", "store", "pilot", "reports"],
  file: ["src/#folder#/#verb#_#noun#.ts", "src/#folder#/#noun#s.ts", "src/#folder#/mod.ts"],
  type: ["string", "number", "Date", "boolean", "Temporal.Instant"],
  call: ["#verb#", "#verb#All", "is", "has"],
  ts: [
    `/** Tries to #verb# a #noun1# that is #state#. */
export function #verb1##Noun1#(#noun1#: #Noun1#, at: Date): Result<#Noun1#> {
  if (#noun1#.#size1# === undefined) {
    return failure("The #noun1# has no #size1#.");
  }
  const open = slots.filter((slot) => slot.#size1# >= #noun1#.#size1#);
  const best = open.toSorted((a, b) => a.#size2# - b.#size2#)[0];
  return best ? success({ ...#noun1#, state: "#state#" }) : failure("Nothing fits.");
}`,
    `export interface #Noun1# {
  id: string;
  #size#: number;
  #field#: #type#;
  /** Since when it has been #state#. */
  since: Date | null;
}`,
    `export class #Noun1#Store {
  readonly #rows = new Map<string, #Noun1#>();

  #verb1#(#noun1#: #Noun1#): void {
    if (this.#rows.has(#noun1#.id)) throw new Conflict(#noun1#.id);
    this.#rows.set(#noun1#.id, #noun1#);
  }

  *withState(state: State): Generator<#Noun1#> {
    for (const row of this.#rows.values()) if (row.state === state) yield row;
  }
}`,
    `const LIMIT = #number#;

export async function #verb1##Noun1#s(signal: AbortSignal): Promise<number> {
  let done = 0;
  for await (const #noun1# of pending(LIMIT)) {
    signal.throwIfAborted();
    if (await #verb2#(#noun1#)) done++;
  }
  return done;
}`,
    `router.get("/#noun1#s/:id", async (request, { id }) => {
  const #noun1# = await store.#noun1#s.byId(id);
  if (!#noun1#) return problem(404, "There is no #noun1# with this id.");
  return json({ ...#noun1#, links: { self: \`/#noun1#s/\${id}\` } });
});`,
  ],
  python: [
    `def #verb1#_#noun1#s(rows: list[dict], limit: int = #number#) -> list[dict]:
    """Returns the #noun1#s that are #state1#, the oldest first."""
    found = [row for row in rows if row["state"] == "#state1#"]
    return sorted(found, key=lambda row: row["#field#"])[:limit]`,
    `@dataclass(frozen=True, slots=True)
class #Noun1#:
    #field1#: str
    #size1#: float = 0.0

    def is_#state1#(self, at: datetime) -> bool:
        return self.#size1# > #number# and at.hour < 18`,
  ],
  rust: [
    `/// Finds the first #noun1# that is still free.
pub fn #verb1#_#noun1#(list: &[#Noun1#], need: f64) -> Option<&#Noun1#> {
    list.iter()
        .filter(|#noun1#| #noun1#.#size1# >= need)
        .min_by(|a, b| a.#size1#.total_cmp(&b.#size1#))
}`,
  ],
  go: [
    `func (s *Store) #Verb1##Noun1#(ctx context.Context, id string) error {
	row, err := s.#noun1#(ctx, id)
	if err != nil {
		return fmt.Errorf("#verb1# #noun1# %s: %w", id, err)
	}
	row.State = #Noun1##number#
	return s.put(ctx, row)
}`,
  ],
  sql: [
    `SELECT #noun1#, COUNT(*) AS calls, AVG(#metric1#) AS #metric1#
FROM #noun2#s
WHERE state = '#state#' AND arrival >= DATE('now', '-#days# days')
GROUP BY #noun1#
ORDER BY calls DESC
LIMIT 20;`,
  ],
};

/** Languages of {@link snippet}, as a code fence names them. */
export type Language = "ts" | "python" | "rust" | "go" | "sql";

/** A piece of a program. */
export function snippet(random: Random, language: Language): string {
  return tell(CODE, language, random);
}

/** The text of a file of about so many characters. */
export function sourceFile(random: Random, size: number): string {
  const imports = `import { failure, type Result, success } from "../result.ts";\n` +
    `import type { Clock } from "../clock.ts";\n\n`;
  return imports + fillUp(size - imports.length, "\n\n", () => snippet(random, "ts")) + "\n";
}
