import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { JobOptions } from "../../../lib/store/erasure/job.ts";
import { openForCommand } from "../../../lib/store/open_database.ts";
import { type Redacted, redactLedger } from "../../../lib/store/erasure/redaction.ts";

/** Made up here, from pieces so that no scanner takes alarm. */
export const KEY = "sk-" + "a1B2c3D4e5F6g7H8i9J0k1L2";
/** What only a pattern of the user finds. */
export const WORD = "TOP-s3cr3tw0rd99";
export const PATTERN = "TOP-[a-z0-9]+";

/** Redacts as the command does, at once. */
export async function redactFile(
  path: string,
  options: Partial<JobOptions> = {},
): Promise<Redacted> {
  const db = openForCommand(path);
  try {
    return await redactLedger(db, path, {
      patterns: [PATTERN],
      isTrial: false,
      onProgress: () => {},
      wait: () => Promise.resolve(),
      ...options,
    });
  } finally {
    db.close();
  }
}

/** The files of the database's folder in which a text stands, in either case: as `grep -ail` tells. */
export function filesWith(path: string, text: string): string[] {
  const folder = dirname(path);
  return [...Deno.readDirSync(folder)].filter(({ name }) =>
    new TextDecoder("latin1").decode(Deno.readFileSync(`${folder}/${name}`)).toLowerCase()
      .includes(text.toLowerCase())
  ).map(({ name }) => name);
}

/** Everything that stands in the tables, as a text. */
export function dump(db: DatabaseSync): string {
  return db.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").all()
    .map(({ name }) => {
      const statement = db.prepare(`SELECT * FROM "${name}"`);
      statement.setReadBigInts(true);
      return JSON.stringify(
        statement.all(),
        (_, value) => typeof value === "bigint" ? String(value) : value,
      );
    }).join("\n");
}
