import assert from "node:assert/strict";
import { openConfig } from "../../lib/config/live.ts";
import { ApiError } from "../../lib/http/error.ts";

/** The configuration that each test begins with. */
export const CONFIG = `# mine
model_list:
  - model_name: small # cheap
    litellm_params: { model: demo/echo, timeout: 5 }
  - model_name: broken
    litellm_params: { model: demo/echo, timeout: soon }
`;

/** What `openConfig()` gives. */
export type Live = ReturnType<typeof openConfig>;

/** A configuration in a file of its own; `text` is what the file holds when the test is done. */
export async function withFile(
  test: (live: Live, path: string) => Promise<unknown>,
): Promise<string> {
  const dir = await Deno.makeTempDir();
  const path = `${dir}/config.yaml`;
  await Deno.writeTextFile(path, CONFIG);
  const live = openConfig({ path });
  try {
    await test(live, path);
    return await Deno.readTextFile(path).catch(() => "");
  } finally {
    live.close();
    await Deno.remove(dir, { recursive: true });
  }
}

/** What an ApiError says. */
export interface Refusal {
  status: number;
  message: string | RegExp;
  param?: string | null;
  code?: string;
}

/** The call is refused as told, and the file is as it was. */
export async function refused(call: (live: Live) => Promise<unknown>, expected: Partial<Refusal>) {
  const text = await withFile(async (live) => {
    const before = live.current();
    await assert.rejects(call(live), (error) => {
      assert.ok(error instanceof ApiError, String(error));
      for (const [name, value] of Object.entries(expected)) {
        const found: unknown = Reflect.get(error, name);
        if (value instanceof RegExp) assert.match(String(found), value);
        else assert.deepEqual([name, found], [name, value]);
      }
      return true;
    });
    assert.equal(live.current(), before);
  });
  assert.equal(text, CONFIG);
}

/** A new alias that can be added. */
export const NEW = { model_name: "new", litellm_model: "demo/echo" };
