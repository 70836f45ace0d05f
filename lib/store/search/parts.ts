import type { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * The full-text tables of an index, each for a stretch of exchanges. A word that is everywhere, or a
 * beginning that many words have, is looked for in the newest of them; all of them are asked only for
 * what is rare. One table takes ten times as long for ten times as many exchanges.
 */
export class Parts {
  readonly #db: DatabaseSync;
  readonly #size: number;
  /** The newest first. */
  #numbers: number[];
  #adding: { number: number; statement: StatementSync } | null = null;

  /** @param size how many ids a part has */
  constructor(db: DatabaseSync, size: number) {
    this.#db = db;
    this.#size = size;
    this.#numbers = db.prepare("SELECT number FROM parts ORDER BY number DESC").all()
      .map(({ number }) => Number(number));
  }

  /** Adds an exchange; within a transaction. */
  add(id: number, text: string, facets: string): void {
    const number = Math.floor(id / this.#size);
    if (this.#adding?.number !== number) {
      if (!this.#numbers.includes(number)) this.#create(number);
      const statement = this.#db.prepare(
        `INSERT INTO part_${number} (rowid, text, facets) VALUES (?, ?, ?)`,
      );
      this.#adding = { number, statement };
    }
    this.#adding.statement.run(id, text, facets);
  }

  /** The newest exchanges that match, the newest first. */
  find(match: string, most: number): number[] {
    const ids: number[] = [];
    for (const number of this.#numbers) {
      if (ids.length === most) break;
      // One text is read faster than thousands of rows.
      const row = this.#db.prepare(
        `SELECT json_group_array(id) AS ids FROM (
          SELECT rowid AS id FROM part_${number} WHERE part_${number} MATCH ?
          ORDER BY rowid DESC LIMIT ?
        )`,
      ).get(match, most - ids.length);
      ids.push(...JSON.parse(String(row?.ids)));
    }
    return ids;
  }

  /** The oldest exchanges behind one, in order. */
  after(id: number, most: number): number[] {
    const ids: number[] = [];
    for (const number of this.#numbers.toReversed()) {
      if (ids.length === most) break;
      if ((number + 1) * this.#size <= id) continue;
      const rows = this.#db.prepare(
        `SELECT rowid AS id FROM part_${number} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
      ).all(id, most - ids.length);
      ids.push(...rows.map(({ id }) => Number(id)));
    }
    return ids;
  }

  /** Takes exchanges out. A part that has none any more goes as a whole. */
  forget(ids: readonly number[]): void {
    for (const [number, gone] of Map.groupBy(ids, (id) => Math.floor(id / this.#size))) {
      if (!this.#numbers.includes(number)) continue;
      this.#db.prepare(
        `DELETE FROM part_${number} WHERE rowid IN (SELECT value FROM json_each(?))`,
      ).run(JSON.stringify(gone));
      const rest = this.#db.prepare(`SELECT rowid FROM part_${number} LIMIT 1`).get();
      if (rest === undefined) this.#drop(number);
    }
  }

  #create(number: number) {
    this.#db.exec(`
      CREATE VIRTUAL TABLE part_${number} USING fts5(
        text, facets, content = '', contentless_delete = 1,
        tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
      );
      INSERT INTO parts VALUES (${number});
    `);
    this.#numbers = [...this.#numbers, number].sort((a, b) => b - a);
  }

  #drop(number: number) {
    this.#adding = null;
    this.#db.exec(`DELETE FROM parts WHERE number = ${number}; DROP TABLE part_${number}`);
    this.#numbers = this.#numbers.filter((other) => other !== number);
  }
}
