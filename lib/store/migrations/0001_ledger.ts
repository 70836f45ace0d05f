import type { DatabaseSync } from "node:sqlite";

/** Columns that get their value from the predecessor's other columns. */
const DERIVED: Readonly<Record<string, string>> = {
  cost_nanos: "CAST(ROUND(cost * 1e9) AS INTEGER)",
  outcome: "CASE WHEN error IS NULL THEN 'ok' ELSE 'failed' END",
  price_source: "CASE WHEN cost IS NOT NULL THEN 'predecessor' END",
};

/** Creates the ledger; a predecessor's table `requests` is rebuilt into it with all its rows. */
export function createLedger(db: DatabaseSync): void {
  if (columnsOf(db, "requests").length === 0) db.exec(tableSql("requests"));
  else rebuild(db);
  db.exec(ATTEMPTS);
  db.exec(INDEXES);
  db.exec(TRIGGERS);
}

/**
 * The payloads stand last: SQLite reads a row from its start, and a scan of the small columns
 * never touches the pages that hold the rest.
 */
function tableSql(name: string): string {
  return `CREATE TABLE ${name} (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    timestamp TEXT NOT NULL,
    model TEXT NOT NULL,
    provider TEXT,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    total_tokens INTEGER,
    cost REAL,
    duration_ms INTEGER,
    error TEXT,
    cost_nanos INTEGER,
    outcome TEXT,
    request_id TEXT,
    status INTEGER,
    stream INTEGER,
    upstream_model TEXT,
    attempts INTEGER,
    first_byte_ms INTEGER,
    cache_read_tokens INTEGER,
    cache_write_5m_tokens INTEGER,
    cache_write_1h_tokens INTEGER,
    reasoning_tokens INTEGER,
    audio_input_tokens INTEGER,
    audio_output_tokens INTEGER,
    web_searches INTEGER,
    usage_estimated INTEGER,
    price_source TEXT,
    price_date TEXT,
    price_rule TEXT,
    finish_reason TEXT,
    client TEXT,
    cleared INTEGER NOT NULL DEFAULT 0,
    cost_detail TEXT,
    usage_raw TEXT,
    notes TEXT,
    request_data TEXT,
    response_data TEXT
  )`;
}

const ATTEMPTS = `CREATE TABLE attempts (
    exchange INTEGER NOT NULL REFERENCES requests(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    waited_ms INTEGER NOT NULL,
    status INTEGER,
    error TEXT,
    PRIMARY KEY (exchange, number)
  ) WITHOUT ROWID`;

/** The first three are the predecessor's, by its names. */
const INDEXES = `
  CREATE INDEX idx_timestamp ON requests(timestamp);
  CREATE INDEX idx_date_provider ON requests(DATE(timestamp), provider) WHERE error IS NULL;
  CREATE INDEX idx_cost ON requests(cost) WHERE error IS NULL;
  CREATE UNIQUE INDEX idx_request_id ON requests(request_id);
  CREATE INDEX idx_error ON requests(timestamp) WHERE error IS NOT NULL;
`;
const OUR_INDEXES = [...INDEXES.matchAll(/INDEX (\w+)/g)].map(([, name]) => name);

/** Rows that the predecessor or a script adds to a migrated file stay consistent with ours. */
const TRIGGERS = `
  CREATE TRIGGER requests_added AFTER INSERT ON requests WHEN NEW.outcome IS NULL BEGIN
    UPDATE requests SET
      outcome = CASE WHEN NEW.error IS NULL THEN 'ok' ELSE 'failed' END,
      cost_nanos = COALESCE(NEW.cost_nanos, CAST(ROUND(NEW.cost * 1e9) AS INTEGER))
    WHERE id = NEW.id;
  END;
  CREATE TRIGGER requests_cost_set AFTER UPDATE OF cost ON requests
  WHEN NEW.cost IS NOT OLD.cost AND NEW.cost_nanos IS OLD.cost_nanos BEGIN
    UPDATE requests SET cost_nanos = CAST(ROUND(NEW.cost * 1e9) AS INTEGER) WHERE id = NEW.id;
  END;
`;

interface OldColumn {
  name: string;
  type: string;
}

function rebuild(db: DatabaseSync) {
  const old = columnsOf(db, "requests");
  const sequence = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'requests'").get()?.seq;
  const extras = db.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'requests' AND type IN ('index', 'trigger') AND sql IS NOT NULL",
  ).all();
  db.exec(tableSql("requests_new"));
  addUsersColumns(db, old);
  copyRows(db, old);
  // A user's views on the table must survive the moment in which it does not exist.
  db.exec("PRAGMA legacy_alter_table = ON");
  db.exec("DROP TABLE requests");
  db.exec("ALTER TABLE requests_new RENAME TO requests");
  db.exec("PRAGMA legacy_alter_table = OFF");
  if (typeof sequence === "number") keepSequence(db, sequence);
  for (const { name, sql } of extras) {
    if (!OUR_INDEXES.includes(String(name))) db.exec(String(sql));
  }
}

function addUsersColumns(db: DatabaseSync, old: OldColumn[]) {
  const ours = new Set(columnsOf(db, "requests_new").map(({ name }) => name));
  for (const { name, type } of old.filter((column) => !ours.has(column.name))) {
    db.exec(`ALTER TABLE requests_new ADD COLUMN ${quote(name)} ${type}`);
  }
}

function copyRows(db: DatabaseSync, old: OldColumn[]) {
  const present = new Set(old.map(({ name }) => name));
  const kept = [...present].filter((name) => !(name in DERIVED)).map(quote);
  const needs = (sql: string) => ["cost", "error"].every((n) => present.has(n) || !sql.includes(n));
  const derived = Object.entries(DERIVED).filter(([, sql]) => needs(sql));
  db.exec(`INSERT INTO requests_new (${[...kept, ...derived.map(([name]) => name)].join(", ")})
    SELECT ${[...kept, ...derived.map(([, sql]) => sql)].join(", ")} FROM requests ORDER BY id`);
}

/** AUTOINCREMENT promises that the id of a deleted row never returns. */
function keepSequence(db: DatabaseSync, sequence: number) {
  db.exec("DELETE FROM sqlite_sequence WHERE name = 'requests'");
  db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('requests', ?)").run(sequence);
}

function columnsOf(db: DatabaseSync, table: string): OldColumn[] {
  return db.prepare("SELECT name, type FROM pragma_table_info(?)").all(table)
    .map(({ name, type }) => ({ name: String(name), type: String(type) }));
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
