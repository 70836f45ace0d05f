import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Attempt, Beginning, Exchange } from "../types/exchange.ts";
import { completionTokens, promptTokens } from "../types/usage.ts";
import type { JsonValue } from "../types/json.ts";
import { ForeignWrites } from "./foreign_writes.ts";
import { LedgerDay } from "./ledger_day.ts";
import { storedFacts } from "./payload/facts.ts";
import { payloadText } from "./payload/text.ts";
import { TextStore } from "./payload/texts.ts";
import { redactSecrets } from "./redact.ts";
import { RunningExchanges } from "./running.ts";
import { toTimestamp } from "./timestamp.ts";

/** Each column of `requests` that an exchange fills, but for `request_id`. */
const COLUMNS: readonly (readonly [name: string, value: (exchange: Exchange) => SQLInputValue])[] =
  [
    ["timestamp", (x) => toTimestamp(x.startedAt)],
    ["model", (x) => x.alias],
    ["provider", (x) => x.provider],
    ["prompt_tokens", ({ usage }) => usage && promptTokens(usage)],
    ["completion_tokens", ({ usage }) => usage && completionTokens(usage)],
    ["total_tokens", ({ usage }) => usage && promptTokens(usage) + completionTokens(usage)],
    ["cost", ({ cost }) => cost && cost.nanos / 1e9],
    ["duration_ms", (x) => Math.round(x.durationMs)],
    // The predecessor's queries take `error IS NULL` for success, so a failure always has a text.
    ["error", (x) => x.outcome === "ok" ? null : redactSecrets(x.error ?? x.outcome)],
    ["cost_nanos", ({ cost }) => cost && cost.nanos],
    ["outcome", (x) => x.outcome],
    ["status", (x) => x.status],
    ["stream", (x) => Number(x.stream)],
    ["upstream_model", (x) => x.upstreamModel],
    ["attempts", (x) => x.attempts.length],
    ["first_byte_ms", (x) => x.firstByteMs === null ? null : Math.round(x.firstByteMs)],
    ["cache_read_tokens", ({ usage }) => usage && usage.cacheRead],
    ["cache_write_5m_tokens", ({ usage }) => usage && usage.cacheWrite5m],
    ["cache_write_1h_tokens", ({ usage }) => usage && usage.cacheWrite1h],
    ["reasoning_tokens", ({ usage }) => usage && usage.reasoning],
    ["audio_input_tokens", ({ usage }) => usage && usage.audioInput],
    ["audio_output_tokens", ({ usage }) => usage && usage.audioOutput],
    ["image_output_tokens", ({ usage }) => usage && usage.imageOutput],
    ["cache_read_audio_tokens", ({ usage }) => usage && usage.cacheReadAudio],
    ["web_searches", ({ usage }) => usage && usage.webSearches],
    ["usage_estimated", ({ usage }) => usage && Number(usage.estimated)],
    ["price_source", ({ cost }) => cost && cost.source],
    ["price_date", ({ cost }) => cost && cost.date],
    ["price_rule", ({ cost }) => cost && cost.rule],
    ["cache_saved_nanos", ({ cost }) => cost && (cost.cacheSaved ?? null)],
    ["service_tier", (x) => x.serviceTier ?? null],
    ["finish_reason", (x) => x.finishReason],
    ["client", (x) => x.client && redactSecrets(x.client)],
    ["project", (x) => x.project && redactSecrets(x.project)],
    ["cost_detail", ({ cost }) => cost && JSON.stringify(cost.lines)],
    ["usage_raw", ({ usage }) => usage && json(usage.raw)],
    ["notes", (x) => json(x.notes)],
  ];

/** Writes exchanges as rows; prepare it once per connection. */
export class Inserter {
  readonly #day: LedgerDay;
  readonly #texts: TextStore;
  readonly #running: RunningExchanges;
  readonly #foreign: ForeignWrites;
  readonly #row: StatementSync;
  readonly #payload: StatementSync;
  readonly #attempt: StatementSync;
  readonly #twin: StatementSync;

  /** @param now milliseconds since the epoch */
  constructor(db: DatabaseSync, now: () => number = Date.now) {
    const names = ["request_id", ...COLUMNS.map(([name]) => name)];
    this.#row = db.prepare(
      `INSERT INTO exchanges (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})
      ON CONFLICT (request_id) DO NOTHING`,
    );
    this.#day = new LedgerDay(db, now);
    this.#texts = new TextStore(db, this.#day);
    this.#running = new RunningExchanges(db, this.#texts, this.#day);
    this.#foreign = new ForeignWrites(db);
    this.#payload = db.prepare("INSERT INTO payloads VALUES (?, ?, ?, ?)");
    this.#attempt = db.prepare("INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)");
    this.#twin = db.prepare(
      `SELECT 1 FROM exchanges WHERE (request_id = ?1 OR request_id BETWEEN ?1 || '~' AND ?1 || '~~')
      AND ${COLUMNS.map(([name], place) => `${name} IS ?${place + 2}`).join(" AND ")}`,
    );
  }

  /** Adds an exchange that begins. */
  begin(beginning: Beginning): void {
    this.#running.add(beginning);
  }

  /** Texts may have been deleted. */
  distrustTexts(): void {
    this.#texts.distrust();
  }

  /**
   * A transaction has begun: what another connection has done since the last one (deleted texts,
   * redacted requests that run) is seen. Call it before all else in it.
   */
  lookAround(): void {
    if (!this.#foreign.happened()) return;
    this.#day.lookAgain();
    this.#texts.distrust();
    this.#running.lookAgain();
  }

  /** Days of payloads and texts may have been put right. */
  distrustDay(): void {
    this.#day.reread();
    this.#texts.distrust();
  }

  /** The disk refused exchanges that begin. */
  refuse(beginnings: readonly Beginning[]): void {
    this.#running.refuse(beginnings);
  }

  /** The transaction is over; `committed` tells how. */
  settle(committed: boolean): void {
    if (committed) this.#texts.keep();
    else this.#texts.forget();
    this.#running.settle(committed);
  }

  /**
   * Adds one exchange with its attempts. The same exchange a second time (a batch that comes again)
   * changes nothing; another one under the same id, which clients may choose, is stored as
   * `<id>~<random>`, however alike the two are.
   *
   * @param isUnsure whether an earlier connection may have committed it: then a row with all its facts
   * is taken for it
   */
  insert(exchange: Exchange, isUnsure = false): void {
    if (this.#running.isRecorded(exchange.run)) return;
    const begun = this.#running.take(exchange.run);
    const facts = storedFacts(exchange);
    const values = COLUMNS.map(([, value]) => value(facts));
    let added = this.#row.run(exchange.requestId, ...values);
    if (added.changes === 0) {
      if (isUnsure && this.#twin.get(exchange.requestId, ...values) !== undefined) return;
      added = this.#row.run(`${exchange.requestId}~${crypto.randomUUID().slice(0, 8)}`, ...values);
    }
    const { lastInsertRowid } = added;
    this.#insertPayload(lastInsertRowid, exchange, begun);
    for (const attempt of exchange.attempts) this.#insertAttempt(lastInsertRowid, attempt);
  }

  #insertPayload(id: number | bigint, exchange: Exchange, begun: string | null) {
    const { run, response, outcome, payload } = exchange;
    const request = exchange.request || (this.#running.refusedRequest(run) ?? "");
    const put = (text: string | null) => {
      const stored = text === null ? null : payloadText(text, outcome !== "ok", payload);
      return stored && this.#texts.put(stored);
    };
    const requestRecipe = begun ?? put(request);
    const responseRecipe = put(response);
    if (requestRecipe ?? responseRecipe) {
      this.#payload.run(id, requestRecipe, responseRecipe, this.#day.today());
    }
  }

  #insertAttempt(exchange: number | bigint, attempt: Attempt) {
    const { number, startedAt, durationMs, waitedMs, status, error } = attempt;
    this.#attempt.run(
      exchange,
      number,
      toTimestamp(startedAt),
      Math.round(durationMs),
      Math.round(waitedMs),
      status,
      error && redactSecrets(error),
    );
  }
}

function json(value: JsonValue): string | null {
  return value === null ? null : redactSecrets(JSON.stringify(value));
}
