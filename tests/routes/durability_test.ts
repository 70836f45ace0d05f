import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { startApp } from "../harness/app.ts";
import { rowOnceThere, rowsOf } from "../harness/ledger.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;

for (const durability of ["strict", "relaxed"] as const) {
  Deno.test(
    `with --durability ${durability} an answer ${
      durability === "strict" ? "waits" : "does not wait"
    } for its commit`,
    async () => {
      await using app = await startApp(CONFIG, { durability });
      const other = new DatabaseSync(`${app.dir}/requests.db`);
      other.exec("BEGIN IMMEDIATE");
      const messages = [{ role: "user", content: "hi" }];
      const response = await app.post("/v1/chat/completions", { model: "echo", messages });
      assert.equal((await response.json()).choices[0].message.content, "Demo echo: hi");
      // The lock is held: a row cannot be there. Who waited has waited until the disk was given up.
      assert.equal(rowsOf(app).length, 0);
      const expected = durability === "strict" ? "degraded" : "ok";
      assert.equal(app.services.store.health().status, expected);
      other.exec("COMMIT");
      other.close();
      assert.equal((await rowOnceThere(app)).outcome, "ok");
    },
  );
}
