import type { Recipe } from "../payload/texts.ts";
import type { Job } from "./job.ts";

/** How many payloads are looked for at a time. */
const BATCH = 200;

/** A payload as it is stored, and where. */
interface Stored {
  table: "payloads" | "running";
  key: "exchange" | "id";
  id: number;
  column: "request" | "response";
  recipe: string;
}

/**
 * Reads every payload as a whole and writes those again that still hold a secret: in what is theirs
 * alone, or across the seam of two pieces.
 *
 * @param changed texts that have been cleaned, ascending
 * @returns texts that payloads had and have no more
 */
export async function erasePayloads(job: Job, changed: readonly number[]): Promise<number[]> {
  const dropped = new Set<number>();
  const isClean = cleanTexts(changed);
  // First, for these become payloads at the end of the table.
  for (const { id, request } of job.db.prepare("SELECT id, request FROM running").all()) {
    if (typeof request !== "string") continue;
    const stored = { table: "running", key: "id", id: Number(id), column: "request" } as const;
    await erase(job, { ...stored, recipe: request }, isClean, dropped);
  }
  for (let after = 0;;) {
    const rows = job.db.prepare(
      `SELECT exchange, request, response FROM payloads WHERE exchange > ? ORDER BY exchange LIMIT ${BATCH}`,
    ).all(after);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = Number(last.exchange);
    for (const { exchange, ...recipes } of rows) {
      for (const column of ["request", "response"] as const) {
        const recipe = recipes[column];
        if (typeof recipe !== "string") continue;
        const id = Number(exchange);
        const stored: Stored = { table: "payloads", key: "exchange", id, column, recipe };
        await erase(job, stored, isClean, dropped);
      }
    }
    job.looked(rows.length);
  }
  return [...dropped];
}

async function erase(
  job: Job,
  stored: Stored,
  isClean: (recipe: string) => boolean,
  dropped: Set<number>,
): Promise<void> {
  const text = textOf(job, stored);
  const clean = job.cleaner.json(text);
  const kind = stored.column === "request" ? "request" : "answer";
  if (clean === text) {
    if (!isClean(stored.recipe)) job.count(kind);
    return;
  }
  job.count(kind);
  await job.change((texts) => {
    const { table, key, id, column, recipe } = stored;
    const where = `${table} WHERE ${key} = ? AND ${column} = ?`;
    // Deleted or recorded since it was read.
    if (job.db.prepare(`SELECT 1 FROM ${where}`).get(id, recipe) === undefined) return;
    const put = texts.put(clean);
    job.db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`).run(put, id);
    const kept = new Set(idsOf(put));
    for (const old of idsOf(recipe)) if (!kept.has(old)) dropped.add(old);
  });
}

/** As everybody reads it: through the view. A request that runs is in none. */
function textOf(job: Job, { table, id, column, recipe }: Stored): string {
  if (table === "running") return restored(job, recipe);
  const name = column === "request" ? "request_data" : "response_data";
  const text = job.db.prepare(`SELECT ${name} AS text FROM requests WHERE id = ?`).get(id)?.text;
  return typeof text === "string" ? text : restored(job, recipe);
}

function restored({ db }: Job, recipe: string): string {
  const entries: Recipe = JSON.parse(recipe);
  return entries.map((entry) => {
    if (typeof entry === "string") return entry;
    const [first, last, separator] = entry;
    return db.prepare("SELECT text FROM texts WHERE id BETWEEN ? AND ? ORDER BY id")
      .all(first, last).map(({ text }) => String(text)).join(separator);
  }).join("");
}

/** The texts of a recipe. */
export function idsOf(recipe: string): number[] {
  const entries: Recipe = JSON.parse(recipe);
  return entries.flatMap((entry) =>
    typeof entry === "string"
      ? []
      : Array.from({ length: entry[1] - entry[0] + 1 }, (_, place) => entry[0] + place)
  );
}

/** Tells whether a recipe has none of the texts. */
function cleanTexts(changed: readonly number[]): (recipe: string) => boolean {
  if (changed.length === 0) return () => true;
  const known = new Set(changed);
  return (recipe) => !idsOf(recipe).some((id) => known.has(id));
}
