import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import type { Exchange } from "../../lib/types/exchange.ts";
import { exchange } from "./exchange.ts";
import { withWriter } from "./with_writer.ts";

const texts = (db: DatabaseSync) =>
  db.prepare("SELECT text FROM texts ORDER BY id").all().map(({ text }) => String(text));
const payloads = (db: DatabaseSync) =>
  db.prepare("SELECT request_data, response_data FROM requests ORDER BY id").all();
const message = (role: string, content: string) => ({ role, content });
const SYSTEM = message("system", "You are careful. ".repeat(20));
const body = (...messages: unknown[]) => JSON.stringify({ model: "small", messages });
const asked = (request: string) => exchange({ request });

Deno.test("a message that two requests have is stored once, and both requests come back whole", () =>
  withWriter((writer, db) => {
    const [one, two] = [message("user", "first ".repeat(10)), message("user", "second ".repeat(9))];
    const requests = [body(SYSTEM, one), body(SYSTEM, one, two), body(two, SYSTEM)];
    writer.record(requests.map(asked));
    assert.deepEqual(texts(db), [SYSTEM, one, two].map((text) => JSON.stringify(text)));
    assert.deepEqual(payloads(db).map(({ request_data }) => request_data), requests);
  }));

Deno.test("a payload comes back as the same bytes, whatever stands in it", () =>
  withWriter((writer, db) => {
    const strange = [
      body(message("user", 'quotes " and \\ and \u0000 \u2028 ☃ 😀 '.repeat(5))),
      body(SYSTEM).replaceAll(",", " ,\n\t"),
      `{"messages":[],"model":"small","system":"${"é".repeat(300)}"}`,
      JSON.stringify("no object ".repeat(50)),
      `{"messages":[${`${JSON.stringify(SYSTEM)} , `.repeat(5)}1.0e5,null]}`,
      `{"messages":"${"x".repeat(9000)}","tools":{"a":[${"1,".repeat(300)}1]}}`,
    ];
    writer.record(strange.map((text) => exchange({ request: text, response: text })));
    assert.deepEqual(
      payloads(db).map((row) => ({ ...row })),
      strange.map((text) => ({ request_data: text, response_data: text })),
    );
  }));

Deno.test("an image is stored once, in whatever message it comes", () =>
  withWriter((writer, db) => {
    const url = `data:image/png;base64,${"iVBORw0KGgo".repeat(2000)}`;
    const show = (text: string) => ({
      role: "user",
      content: [{ type: "text", text }, { type: "image_url", image_url: { url } }],
    });
    writer.record(["a", "b", "c"].map((text) => asked(body(show(text)))));
    assert.deepEqual(texts(db).map((text) => text.length), [22_000]);
    assert.equal(payloads(db)[2]?.request_data, body(show("c")));
  }));

Deno.test("a batch that the disk refuses leaves no memory of texts that are not there", () =>
  withWriter((writer, db) => {
    db.exec("PRAGMA max_page_count = 1");
    const first = asked(body(SYSTEM));
    const second = asked(body(message("user", "more than a page ".repeat(5000))));
    assert.match(writer.record([first, second]).refusal ?? "", /disk is full/);
    db.exec("PRAGMA max_page_count = 100000");
    assert.deepEqual(writer.record([first]), { refusal: null, lost: 0 });
    assert.equal(payloads(db)[0]?.request_data, first.request);
  }));

Deno.test("a secret is in no shared text", () =>
  withWriter((writer, db) => {
    const key = "sk-proj-abcdefghijklmnop1234567890";
    writer.record([asked(body(message("user", `my key is ${key}, keep it`)))]);
    assert.ok(!JSON.stringify([texts(db), payloads(db)]).includes(key));
  }));

/** An agent's session: each turn resends all before it, as one exchange. */
function session(turns: number): Exchange[] {
  const words = (seed: number, count: number) =>
    Array.from({ length: count }, (_, i) => `word${(seed * 7919 + i * 104_729) % 5000}`).join(" ");
  const history: unknown[] = [SYSTEM];
  return Array.from({ length: turns }, (_, turn) => {
    history.push(message("user", words(turn, 60)));
    const request = body(...history);
    const answer = message("assistant", words(turn + 1000, 90));
    history.push(answer);
    const response = JSON.stringify({ id: `c${turn}`, choices: [{ index: 0, message: answer }] });
    return exchange({ request, response });
  });
}

Deno.test("a session of 50 turns takes less than four times the bytes of its last turn", () =>
  withWriter((writer, db) => {
    const size = () => {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return Number(db.prepare("PRAGMA page_count").get()?.page_count) * 4096;
    };
    const before = size();
    const turns = session(50);
    for (const turn of turns) writer.record([turn]);
    const last = turns.at(-1);
    const bytes = (last?.request.length ?? 0) + (last?.response?.length ?? 0);
    const ratio = (size() - before) / bytes;
    assert.ok(ratio < 4, `${ratio.toFixed(2)} times ${bytes} bytes`);
    assert.deepEqual(
      payloads(db).map(({ request_data }) => request_data),
      turns.map((t) => t.request),
    );
  }));
