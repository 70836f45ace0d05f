import { DatabaseSync } from "node:sqlite";

/** The predecessor's schema, from the contract. */
const SCHEMA = `
  CREATE TABLE requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp TEXT NOT NULL, model TEXT NOT NULL,
    provider TEXT, prompt_tokens INTEGER, completion_tokens INTEGER, total_tokens INTEGER,
    cost REAL, duration_ms INTEGER, request_data TEXT, response_data TEXT, error TEXT
  );
  CREATE INDEX idx_timestamp ON requests(timestamp);
  CREATE INDEX idx_date_provider ON requests(DATE(timestamp), provider) WHERE error IS NULL;
  CREATE INDEX idx_cost ON requests(cost) WHERE error IS NULL;`;

/** How the predecessor adds a row. */
export const INSERT = `INSERT INTO requests (timestamp, model, provider, prompt_tokens,
  completion_tokens, total_tokens, cost, duration_ms, request_data, response_data, error)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Three rows as Python writes them, one of them failed, one exactly on a second. */
const ROWS = [
  ["2025-10-04T09:30:00.123456", "old", "acme", 10, 5, 15, 0.1, 900, '{"a":1}', '{"b":2}', null],
  ["2025-10-05T00:00:00", "old", "acme", 20, 5, 25, 0.2, 800, '{"a":2}', '{"b":3}', null],
  ["2025-10-05T10:00:00.5", "old", "acme", 0, 0, 0, 0, 70, '{"a":3}', null, "RateLimitError"],
] as const;

/** Makes a database of the predecessor at `path`; the connection is still open. */
export function makeOldDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec(SCHEMA);
  const insert = db.prepare(INSERT);
  for (const row of ROWS) insert.run(...row);
  return db;
}
