import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../lib/store/mod.ts";
import { bytesOfLedger } from "../harness/files.ts";
import { startProcess } from "../harness/server.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const SECRET = "Geheimnis4711";

/** Waits until the server's file has a running exchange, seen by a connection of its own. */
async function runningOnDisk(path: string): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end;) {
    const db = new DatabaseSync(path, { readOnly: true });
    try {
      if (db.prepare("SELECT COUNT(*) AS n FROM running").get()?.n === 1) return;
    } finally {
      db.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("no exchange runs");
}

const PAYLOADS: [string, RegExp | null][] = [
  ["metadata", /"content":"\[26 characters\]"/],
  ["off", null],
  [`{ redact: ["Geheim\\\\w+"] }`, /Tell me of \[redacted\]\./],
];

for (const [payloads, request] of PAYLOADS) {
  Deno.test(`a server that is killed midway leaves no text on the disk: ${payloads}`, async () => {
    await using upstream = await startUpstream(() => new Promise(() => {}));
    const config = configFor(upstream.base, `general_settings:\n  payloads: ${payloads}\n`);
    await using server = await startProcess(config, ["--log-level", "error"]);
    const call = fetch(`${await server.url}/v1/chat/completions`, {
      method: "POST",
      body: JSON.stringify({
        model: "m",
        messages: [{ role: "user", content: `Tell me of ${SECRET}. ` }],
      }),
    }).then((response) => response.text()).catch(() => {});
    const path = `${server.dir}/requests.db`;
    await runningOnDisk(path);
    server.child.kill("SIGKILL");
    await Promise.all([server.ended, call]);
    assert.ok(!(await bytesOfLedger(server.dir)).includes(SECRET));
    await (await openStore({ path })).close();
    assert.ok(!(await bytesOfLedger(server.dir)).includes(SECRET));
    const db = new DatabaseSync(path, { readOnly: true });
    const [row] = db.prepare("SELECT outcome, request_data FROM requests").all();
    db.close();
    assert.equal(row?.outcome, "interrupted");
    if (request === null) assert.equal(row?.request_data, null);
    else assert.match(String(row?.request_data), request);
  });
}
