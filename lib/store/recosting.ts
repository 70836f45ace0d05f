import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Cost, CostLine } from "../types/exchange.ts";
import type { JsonValue } from "../types/json.ts";
import type { Usage } from "../types/usage.ts";
import { type Row, select } from "./queries/select.ts";
import { toTimestamp } from "./timestamp.ts";

/** An exchange as far as its price is concerned. */
export interface UsedExchange {
  id: number;
  /** ISO 8601 in UTC. */
  timestamp: string;
  alias: string;
  provider: string | null;
  upstreamModel: string | null;
  usage: Usage;
  /** The service tier that the answer named. */
  serviceTier: string | null;
  /** Nano-dollars that it is booked with. */
  nanos: number | null;
  /** Of these, what attempts before the last one were charged with. */
  earlier: CostLine[];
}

/** Which exchanges. */
export interface UsedFilter {
  /** `YYYY-MM-DD`, inclusive, in UTC. */
  since?: string | undefined;
  model?: string | undefined;
}

/** How many exchanges are read, or written in one transaction, at a time: no other writer waits long. */
const BATCH = 500;

/** How many exchanges have a usage that a cost can be computed from. */
export function countUsed(db: DatabaseSync, filter: UsedFilter): number {
  const { sql, params } = conditionOf(filter);
  return Number(db.prepare(`SELECT COUNT(*) AS n FROM exchanges WHERE ${sql}`).get(...params)?.n);
}

/** The exchanges with a usage, in batches, from the oldest. */
export function* usedExchanges(db: DatabaseSync, filter: UsedFilter): Generator<UsedExchange[]> {
  const { sql, params } = conditionOf(filter);
  for (let after = 0;;) {
    const rows = select(
      db,
      `SELECT id, timestamp, model, provider, upstream_model, prompt_tokens, completion_tokens,
        cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, reasoning_tokens,
        audio_input_tokens, audio_output_tokens, image_output_tokens,
        cache_read_audio_tokens, web_searches, usage_estimated, usage_raw,
        cost_nanos, cost_detail,
        COALESCE(service_tier, (SELECT CASE WHEN json_valid(r.response_data)
          THEN json_extract(r.response_data, '$.service_tier') END
          FROM requests r WHERE r.id = exchanges.id)) AS service_tier
      FROM exchanges WHERE ${sql} AND id > ? ORDER BY id LIMIT ${BATCH}`,
      [...params, after],
    );
    if (rows.length === 0) return;
    yield rows.map(usedExchange);
    after = Number(rows.at(-1)?.id);
  }
}

/** Books new costs, and keeps the old ones. Each batch is a transaction of its own. */
export function applyCosts(
  db: DatabaseSync,
  changes: readonly { id: number; cost: Cost }[],
  now: number,
): void {
  const keep = db.prepare(`INSERT OR REPLACE INTO cost_history
    SELECT id, ?, cost_nanos, price_source, price_date, price_rule, cost_detail
    FROM exchanges WHERE id = ?`);
  const book = db.prepare(`UPDATE exchanges SET cost_nanos = ?, cost = ?, price_source = ?,
    price_date = ?, price_rule = ?, cost_detail = ?, cache_saved_nanos = ? WHERE id = ?`);
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const { id, cost } of changes) {
      const { nanos, source, date, rule, lines, cacheSaved = null } = cost;
      keep.run(toTimestamp(now), id);
      book.run(nanos, nanos / 1e9, source, date, rule, JSON.stringify(lines), cacheSaved, id);
    }
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function conditionOf({ since, model }: UsedFilter): { sql: string; params: SQLInputValue[] } {
  const parts = ["prompt_tokens IS NOT NULL AND completion_tokens IS NOT NULL"];
  const params: SQLInputValue[] = [];
  if (since !== undefined) {
    parts.push("timestamp >= ?");
    params.push(since);
  }
  if (model !== undefined) {
    parts.push("model = ?");
    params.push(model);
  }
  return { sql: parts.join(" AND "), params };
}

function usedExchange(row: Row): UsedExchange {
  const count = (name: string) => Math.max(0, Number(row[name] ?? 0));
  const text = (name: string) => row[name] === null ? null : String(row[name]);
  const parts = {
    cacheRead: count("cache_read_tokens"),
    cacheWrite5m: count("cache_write_5m_tokens"),
    cacheWrite1h: count("cache_write_1h_tokens"),
    audioInput: count("audio_input_tokens"),
    audioOutput: count("audio_output_tokens"),
  };
  const { cacheRead, cacheWrite5m, cacheWrite1h, audioInput, audioOutput } = parts;
  const special = cacheRead + cacheWrite5m + cacheWrite1h + audioInput;
  return {
    id: Number(row.id),
    timestamp: String(row.timestamp),
    alias: String(row.model),
    provider: text("provider"),
    upstreamModel: text("upstream_model"),
    usage: {
      ...parts,
      input: Math.max(0, count("prompt_tokens") - special),
      output: Math.max(0, count("completion_tokens") - audioOutput),
      reasoning: count("reasoning_tokens"),
      imageOutput: count("image_output_tokens"),
      cacheReadAudio: count("cache_read_audio_tokens"),
      webSearches: count("web_searches"),
      estimated: row.usage_estimated === 1n,
      raw: parsed(row.usage_raw),
    },
    serviceTier: text("service_tier"),
    nanos: row.cost_nanos === null ? null : Number(row.cost_nanos),
    earlier: earlierLines(row.cost_detail),
  };
}

function earlierLines(detail: unknown): CostLine[] {
  // Nearly none has any, and parsing takes longer than looking.
  if (typeof detail !== "string" || !detail.includes('"attempt":')) return [];
  const lines: CostLine[] = JSON.parse(detail);
  return lines.filter(({ attempt }) => attempt !== undefined);
}

function parsed(text: unknown): JsonValue {
  try {
    return typeof text === "string" ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
