import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { createLedger } from "../../../lib/store/migrations/0001_ledger.ts";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { exchange, withPath } from "../exchange.ts";
import { Writer } from "../../../lib/store/writer.ts";
import { usedExchanges } from "../../../lib/store/recosting.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";

const IMAGE = {
  promptTokenCount: 4,
  candidatesTokenCount: 1298,
  candidatesTokensDetails: [
    { modality: "IMAGE", tokenCount: 1290 },
    { modality: "TEXT", tokenCount: 8 },
  ],
};
const TWO_IMAGES = {
  candidatesTokensDetails: [
    { modality: "IMAGE", tokenCount: 20 },
    { modality: "IMAGE", tokenCount: 30 },
  ],
};
const SOUND = {
  cachedContentTokenCount: 50,
  cacheTokensDetails: [
    { modality: "AUDIO", tokenCount: 40 },
    { modality: "TEXT", tokenCount: 10 },
  ],
};

/** Usage as it was stored, with the counts of its row, and the two counts that it gets. */
const ROWS: readonly [string, { completion: number; cached: number }, (number | null)[]][] = [
  [JSON.stringify(IMAGE), { completion: 1298, cached: 0 }, [1290, 0]],
  [JSON.stringify(TWO_IMAGES), { completion: 45, cached: 0 }, [45, 0]],
  [JSON.stringify(SOUND), { completion: 3, cached: 50 }, [0, 40]],
  [JSON.stringify({ prompt_tokens: 3 }), { completion: 1, cached: 0 }, [null, null]],
  ['{"torn": "IMAGE"', { completion: 1, cached: 0 }, [null, null]],
];

Deno.test("rows of before get their images and cached sound from the usage that they kept", () =>
  withPath(async (path) => {
    const old = new DatabaseSync(path);
    createLedger(old);
    old.exec("PRAGMA application_id = 0x41706e74; PRAGMA user_version = 1");
    const insert = old.prepare(`INSERT INTO requests (timestamp, model, outcome, prompt_tokens,
      completion_tokens, cache_read_tokens, usage_raw) VALUES ('2026-05-05', 'm', 'ok', 60, ?, ?, ?)`);
    for (const [raw, { completion, cached }] of ROWS) insert.run(completion, cached, raw);
    old.close();
    const db = await openDatabase({ path });
    const rows = db.prepare(
      "SELECT image_output_tokens, cache_read_audio_tokens FROM requests ORDER BY id",
    ).all();
    assert.deepEqual(rows.map((row) => Object.values(row)), ROWS.map(([, , counts]) => counts));
    db.close();
  }));

Deno.test("images and cached sound come back from the file as they were recorded", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const usage = {
      ...NO_USAGE,
      input: 5,
      cacheRead: 50,
      cacheReadAudio: 40,
      output: 1300,
      imageOutput: 1290,
    };
    new Writer(db, path).record([exchange({ usage })]);
    const [[used] = []] = [...usedExchanges(db, {})];
    assert.deepEqual(used?.usage, usage);
    db.close();
  }));
