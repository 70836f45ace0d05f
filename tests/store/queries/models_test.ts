import assert from "node:assert/strict";
import { models } from "../../../lib/store/queries/models.ts";
import type { Exchange } from "../../../lib/types/exchange.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import { costOf, exchange } from "../exchange.ts";
import { filled } from "./filled.ts";

const at = (time: string) => ({ startedAt: Date.parse(`${time}Z`) });
const failed = { outcome: "failed", error: "no", cost: null, usage: null } as const;
const all: Exchange[] = [
  exchange({ ...at("2026-02-28T23:59:00"), alias: "small", cost: costOf(1_000) }),
  exchange({ ...at("2026-03-01T00:00:00"), alias: "small", cost: costOf(7) }),
  // Its provider changed meanwhile.
  exchange({
    ...at("2026-03-04T12:00:00"),
    ...{ alias: "small", provider: "bolt", cost: costOf(5), firstByteMs: 320, durationMs: 500 },
    usage: { ...NO_USAGE, input: 10, output: 20 },
  }),
  exchange({ ...at("2026-03-09T08:00:00"), alias: "small", ...failed, firstByteMs: 9000 }),
  exchange({
    ...at("2026-03-08T08:00:00"),
    ...{ alias: "small", outcome: "interrupted", error: "left", cost: costOf(3) },
  }),
  exchange({ ...at("2026-03-05T08:00:00"), alias: "large", cost: null, project: "blog" }),
  exchange({ ...at("2026-04-01T08:00:00"), alias: "later" }),
];
const MARCH = { startDate: "2026-03-01", endDate: "2026-03-31" };

Deno.test("a model's use has all outcomes, over all its providers, within the time", () =>
  filled(all, (db) => {
    const [small] = models(db, { ...MARCH, models: ["small"] });
    assert.deepEqual(small, {
      model: "small",
      requests: 4,
      cost: 15e-9,
      unpriced: 0,
      failed: 1,
      interrupted: 1,
      // 5 tokens in 1000 ms and 20 in 500 ms.
      tokens_per_sec: 22.5,
      // Those of answers: a failure says nothing about speed.
      first_byte_ms: 220,
      last_used: "2026-03-09T08:00:00.000",
    });
  }));

Deno.test("models come in the order asked for; those never used have no speed and no last use", () =>
  filled(all, (db) => {
    const uses = models(db, { ...MARCH, models: ["none", "later", "large"] });
    assert.deepEqual(uses.map(({ model, requests, last_used }) => [model, requests, last_used]), [
      ["none", 0, null],
      ["later", 0, "2026-04-01T08:00:00.000"],
      ["large", 1, "2026-03-05T08:00:00.000"],
    ]);
    assert.deepEqual([uses[0]?.tokens_per_sec, uses[0]?.first_byte_ms], [null, null]);
    assert.deepEqual([uses[2]?.cost, uses[2]?.unpriced], [0, 1]);
    assert.deepEqual(models(db, { ...MARCH, models: [] }), []);
  }));

Deno.test("days are local, and a project leaves out what is not of it", () =>
  filled(all, (db) => {
    const requests = (more: Record<string, unknown>) =>
      models(db, { ...MARCH, models: ["small", "large"], ...more })
        .map(({ requests }) => requests);
    assert.deepEqual(requests({ timezoneOffset: 60 }), [5, 1]);
    assert.deepEqual(requests({ timezoneOffset: -60 }), [3, 1]);
    assert.deepEqual(requests({ project: "blog" }), [0, 1]);
  }));
