import assert from "node:assert/strict";
import { LATEST } from "../../lib/store/migrate.ts";
import { killUpgrade, makeOld, type Moment } from "../harness/upgrade.ts";
import { withPath } from "./exchange.ts";

/** Statements at the start, within and between the steps, and while sums are made. */
const STATEMENTS = [2, 5, 9, 14, 22, 34, 46, 58, 70, 78, 90, 98];

Deno.test("an upgrade that is killed at any statement is finished by the next start, and its backup is whole", () =>
  withPath(async (original) => {
    makeOld(original, 40);
    const versions = new Set<number>();
    for (const statement of STATEMENTS) {
      await withPath(async (path) => {
        await Deno.copyFile(original, path);
        const { version, finished } = await killUpgrade(path, original, { statement });
        assert.ok(!finished, `statement ${statement}`);
        versions.add(version);
      });
    }
    // The file as it was, some steps on the way, all steps.
    assert.ok(versions.has(0) && versions.has(LATEST) && versions.size > 4, [...versions].join());
  }));

Deno.test("an upgrade of a large file that is killed while it copies is finished by the next start", () =>
  withPath(async (original) => {
    makeOld(original, 4000);
    const moments: Moment[] = [{ afterMs: 0 }, { afterMs: 15 }, { afterMs: 150 }];
    for (const moment of moments) {
      await withPath(async (path) => {
        await Deno.copyFile(original, path);
        await killUpgrade(path, original, moment);
      });
    }
  }));
