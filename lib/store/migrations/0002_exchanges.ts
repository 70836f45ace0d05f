import type { DatabaseSync } from "node:sqlite";

/** The columns of the predecessor, in its order, that the view `requests` shows first. */
const FIRST = [
  "id",
  "timestamp",
  "model",
  "provider",
  "prompt_tokens",
  "completion_tokens",
  "total_tokens",
  "cost",
  "duration_ms",
];
/** Where old rows have their payloads; new ones have them in `payloads`. */
const PAYLOADS = ["request_data", "response_data"];

/**
 * The table `requests` becomes `exchanges`, whose rows stay small; payloads go apart, shared texts
 * stored once (docs/adr/0008). A view `requests` shows all of it as before, and can be written to.
 * Nothing is copied: the file of years is upgraded at once.
 */
export function shareTexts(db: DatabaseSync): void {
  db.exec("DROP TRIGGER requests_added; DROP TRIGGER requests_cost_set");
  // The users' views go on to name `requests`, which is the view below.
  db.exec("PRAGMA legacy_alter_table = ON");
  db.exec("ALTER TABLE requests RENAME TO exchanges");
  db.exec("PRAGMA legacy_alter_table = OFF");
  db.exec(TABLES);
  createView(db);
}

/** The view `requests` over all columns that `exchanges` has now, with its triggers. */
export function createView(db: DatabaseSync): void {
  const columns = db.prepare("SELECT name FROM pragma_table_info('exchanges')").all()
    .map(({ name }) => String(name));
  db.exec(viewSql(columns));
  db.exec(writableSql(columns));
}

const TABLES = `
  CREATE TABLE texts (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
  CREATE TABLE payloads (exchange INTEGER PRIMARY KEY, request TEXT, response TEXT);
  CREATE TABLE running (
    id INTEGER PRIMARY KEY,
    request_id TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    model TEXT NOT NULL,
    provider TEXT,
    upstream_model TEXT,
    stream INTEGER NOT NULL,
    client TEXT,
    request TEXT
  );
  CREATE TRIGGER exchange_deleted AFTER DELETE ON exchanges BEGIN
    DELETE FROM payloads WHERE exchange = OLD.id;
    DELETE FROM attempts WHERE exchange = OLD.id;
  END;
`;

function viewSql(columns: string[]): string {
  const rest = columns.filter((name) => !FIRST.includes(name) && !PAYLOADS.includes(name));
  const payload = (column: string, legacy: string) =>
    `CAST(COALESCE(
      (SELECT ${restored(`p.${column}`)} FROM payloads p WHERE p.exchange = e.id), e.${legacy}
    ) AS TEXT) AS ${legacy}`;
  return `CREATE VIEW requests AS SELECT
      ${FIRST.map((name) => `e.${name}`).join(", ")},
      ${payload("request", "request_data")},
      ${payload("response", "response_data")},
      ${rest.map((name) => `e.${quote(name)}`).join(", ")}
    FROM exchanges e`;
}

/** As lib/store/payload/restore.ts has it now; a migration never changes. */
function restored(recipe: string): string {
  return `(SELECT group_concat(CASE type
      WHEN 'array' THEN (
        SELECT group_concat(text, json_extract(value, '$[2]')) FROM (
          SELECT text FROM texts
          WHERE id BETWEEN json_extract(value, '$[0]') AND json_extract(value, '$[1]') ORDER BY id
        ))
      ELSE value END, '') FROM json_each(${recipe}))`;
}

/**
 * Rows that the predecessor or a script writes to the view stay consistent with ours: an outcome and
 * nano-dollars are made where they are not given, and follow the cost.
 */
function writableSql(columns: string[]): string {
  const made: Readonly<Record<string, string>> = {
    cost_nanos: "COALESCE(NEW.cost_nanos, CAST(ROUND(NEW.cost * 1e9) AS INTEGER))",
    outcome: "COALESCE(NEW.outcome, CASE WHEN NEW.error IS NULL THEN 'ok' ELSE 'failed' END)",
    cleared: "COALESCE(NEW.cleared, 0)",
  };
  const changed: Readonly<Record<string, string>> = {
    cost_nanos: `CASE WHEN NEW.cost IS NOT OLD.cost AND NEW.cost_nanos IS OLD.cost_nanos
      THEN CAST(ROUND(NEW.cost * 1e9) AS INTEGER) ELSE NEW.cost_nanos END`,
  };
  const of = (name: string, own: Readonly<Record<string, string>>) =>
    own[name] ?? `NEW.${quote(name)}`;
  const payloads = (of: (name: string) => string) => PAYLOADS.map(of).join(", ");
  return `
    CREATE TRIGGER requests_insert INSTEAD OF INSERT ON requests BEGIN
      INSERT INTO exchanges (${columns.map(quote).join(", ")})
      VALUES (${columns.map((name) => of(name, made)).join(", ")});
    END;
    CREATE TRIGGER requests_update INSTEAD OF UPDATE ON requests BEGIN
      UPDATE exchanges SET ${
    columns.filter((name) => !PAYLOADS.includes(name))
      .map((name) => `${quote(name)} = ${of(name, changed)}`).join(", ")
  } WHERE id = OLD.id;
      UPDATE exchanges SET (${payloads((name) => name)}) = (${payloads((name) => `NEW.${name}`)})
      WHERE id = OLD.id AND (${payloads((name) => `NEW.${name}`)}) IS NOT (${
    payloads((name) => `OLD.${name}`)
  });
      DELETE FROM payloads
      WHERE exchange = OLD.id AND (${payloads((name) => `NEW.${name}`)}) IS NOT (${
    payloads((name) => `OLD.${name}`)
  });
    END;
    CREATE TRIGGER requests_delete INSTEAD OF DELETE ON requests BEGIN
      DELETE FROM exchanges WHERE id = OLD.id;
    END;
  `;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
