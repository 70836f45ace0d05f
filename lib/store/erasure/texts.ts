import { Buffer } from "node:buffer";
import { hash } from "node:crypto";
import type { SQLInputValue } from "node:sqlite";
import type { Job } from "./job.ts";
import { isJson } from "../../json/is_json.ts";

/** How many texts are read at a time, and how many bytes of them at most. */
const BATCH = { texts: 200, bytes: 8_000_000 };

interface Text {
  id: number;
  hash: SQLInputValue;
  text: string;
}

/**
 * Cleans the shared texts where they stand, so that every payload that has them is clean at once.
 * Those that are no JSON are parts of strings (long base64): whether these are files is told by what
 * stands around them, in the payloads.
 *
 * @returns the numbers of the changed ones, ascending, and of those that are left to the payloads
 */
export async function eraseTexts(job: Job): Promise<{ changed: number[]; doubtful: number[] }> {
  const changed: number[] = [];
  const doubtful: number[] = [];
  for (let after = 0;;) {
    const { rows, last } = batchAfter(job, after);
    if (last === null) return { changed, doubtful };
    after = last;
    const changes: { row: Text; clean: string }[] = [];
    for (const row of rows) {
      const clean = job.cleaner.json(row.text);
      if (clean === row.text) continue;
      if (isJson(row.text)) changes.push({ row, clean });
      else doubtful.push(row.id);
    }
    if (changes.length > 0) {
      await job.change(() => changes.forEach(({ row, clean }) => replace(job, row, clean)));
    }
    changed.push(...changes.map(({ row }) => row.id));
    job.count("text", changes.length);
    job.looked(rows.length);
  }
}

function batchAfter(job: Job, after: number): { rows: Text[]; last: number | null } {
  const sizes = job.db.prepare(
    `SELECT id, octet_length(text) AS bytes FROM texts WHERE id > ? ORDER BY id LIMIT ${BATCH.texts}`,
  ).all(after);
  let bytes = 0;
  const count = sizes.findIndex((row) => (bytes += Number(row.bytes)) > BATCH.bytes);
  const last = sizes.at(count === -1 ? -1 : count);
  if (last === undefined) return { rows: [], last: null };
  const rows = job.db.prepare(
    "SELECT id, hash, text FROM texts WHERE id > ? AND id <= ? ORDER BY id",
  )
    .all(after, Number(last.id));
  return {
    last: Number(last.id),
    rows: rows.map(({ id, hash, text }) => ({
      id: Number(id),
      hash: hash ?? null,
      text: String(text),
    })),
  };
}

/**
 * A row keeps its number, for recipes name runs of them. Where another row has the new text already,
 * this one gets a hash by which nobody looks for it.
 */
function replace({ db }: Job, { id, hash: old }: Text, text: string) {
  const taken = db.prepare("SELECT 1 FROM texts WHERE hash = ?").get(half(text)) !== undefined;
  db.prepare("UPDATE texts SET hash = ?, text = ? WHERE id = ? AND hash = ?")
    .run(taken ? half(`${id} ${text}`) : half(text), text, id, old);
}

/** As payload/texts.ts finds texts. */
function half(text: string): Uint8Array {
  return Buffer.from(hash("sha256", text, "hex").slice(0, 32), "hex");
}
