import assert from "node:assert/strict";
import { bannerFacts } from "../../lib/app/facts.ts";
import { reportResponse } from "../../lib/app/report.ts";
import { openServices, type ServiceOptions, type Services } from "../../lib/app/services.ts";
import { accessError } from "../../lib/http/access.ts";
import { ApiError } from "../../lib/http/error.ts";
import { BadQuery } from "../../lib/store/mod.ts";

const MODELS = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
  - { model_name: gpt, litellm_params: { model: openai/gpt-4o, api_key: os.environ/APANTLI_T_KEY } }
  - { model_name: off, enabled: false, litellm_params: { model: openai/x, api_key: os.environ/NO } }
`;
const locked = (key: string) => `${MODELS}general_settings: { master_key: ${key} }\n`;

interface Bench {
  services: Services;
  /** Writes the file and takes it into effect. */
  configure(text: string): Promise<void>;
  env(text: string): Promise<void>;
  /** The status of a call with that key; 200 when it may come in. */
  call(key?: string): number;
}

async function withServices(
  config: string,
  test: (bench: Bench) => Promise<void> | void,
  options: Partial<ServiceOptions> = {},
) {
  const dir = await Deno.makeTempDir({ prefix: "config-" });
  await Deno.writeTextFile(`${dir}/config.yaml`, config);
  const services = await openServices({
    ...{ host: "127.0.0.1", allowUnauthenticated: false, timeout: 1, retries: 0 },
    ...{ config: `${dir}/config.yaml`, db: `${dir}/requests.db`, env: `${dir}/.env` },
    ...{ logLevel: "error", durability: "strict", ...options },
  });
  try {
    await test({
      services,
      configure: async (text) => {
        await Deno.writeTextFile(`${dir}/config.yaml`, text);
        await services.config.edit((text) => text);
      },
      env: (text) => Deno.writeTextFile(`${dir}/.env`, text),
      call: (key) => {
        const headers: HeadersInit = key === undefined ? {} : { authorization: `Bearer ${key}` };
        const request = new Request("http://127.0.0.1/stats", { headers });
        return accessError(request, new URL(request.url), services.access())?.status ?? 200;
      },
    });
  } finally {
    await services.close();
    await Deno.remove(dir, { recursive: true });
  }
}

/** What is logged meanwhile is part of the test, not of its output. */
async function silently(body: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => lines.push(words.join(" "));
  try {
    await body();
  } finally {
    console.error = error;
  }
  return lines;
}

Deno.test("without a master key everybody may call, with one those who have it", async () => {
  await withServices(MODELS, async ({ call, configure }) => {
    assert.equal(call(), 200);
    await configure(locked("sk-1"));
    assert.deepEqual([call(), call("sk-2"), call("sk-1")], [401, 401, 200]);
    await configure(locked('"sk-2"'));
    assert.deepEqual([call("sk-1"), call("sk-2")], [401, 200]);
  });
});

for (const written of ["os.environ/APANTLI_T_MASTER", "' os.environ/APANTLI_T_MASTER '"]) {
  Deno.test(`a master key of ${written} is the variable's value, and nobody's while it is not set`, async () => {
    const told = await silently(() =>
      withServices(locked(written), async ({ call, env }) => {
        const guesses = [undefined, "", written, "os.environ/APANTLI_T_MASTER", "APANTLI_T_MASTER"];
        for (const guess of guesses) assert.equal(call(guess), 401, guess);
        await env("APANTLI_T_MASTER=sk-3\n");
        assert.deepEqual([call(), call("sk-3")], [401, 200]);
        await env("APANTLI_T_MASTER=\n");
        assert.equal(call("sk-3"), 401);
      })
    );
    assert.equal(told.length, 1);
    assert.match(told[0] ?? "", /APANTLI_T_MASTER is not set, so that nobody can call\. Set AP/);
  });
}

Deno.test("a file whose master key broke keeps the old one", async () => {
  await silently(() =>
    withServices(locked("sk-1"), async ({ call, configure }) => {
      await configure(locked("[sk-2]")).catch(() => {});
      assert.deepEqual([call(), call("sk-1")], [401, 200]);
      await configure(locked("os.environ/")).catch(() => {});
      assert.deepEqual([call("os.environ/"), call("sk-1")], [401, 200]);
    })
  );
});

Deno.test("a server on every address locks everybody out when its master key is taken away", async () => {
  await withServices(locked("sk-1"), async ({ call, configure }) => {
    assert.equal(call("sk-1"), 200);
    await configure(MODELS);
    assert.deepEqual([call(), call("sk-1")], [401, 401]);
    await configure(locked("sk-1"));
    assert.equal(call("sk-1"), 200);
  }, { host: "0.0.0.0" });
});

Deno.test("a server that is told to stand open does so", async () => {
  await withServices(MODELS, ({ call }) => assert.equal(call(), 200), {
    host: "0.0.0.0",
    allowUnauthenticated: true,
  });
});

Deno.test("bannerFacts() counts enabled aliases by whether they have their key", async () => {
  await withServices(`${locked("sk-1")}rpm: 1\n`, async ({ services, env }) => {
    const facts = bannerFacts(services, "http://127.0.0.1:1");
    assert.deepEqual(facts.ready, ["echo"]);
    assert.deepEqual(facts.withoutKey, [{ variable: "APANTLI_T_KEY", aliases: ["gpt"] }]);
    assert.deepEqual([facts.disabled, facts.locked, facts.durability], [1, true, "strict"]);
    assert.match(facts.problems[0]?.message ?? "", /^rpm is not used/);
    assert.match(facts.version, /^\d+\.\d+\.\d+$/);
    assert.doesNotMatch(JSON.stringify(facts), /sk-1/);
    await env("APANTLI_T_KEY=k\n");
    assert.deepEqual(bannerFacts(services, "http://x").ready, ["echo", "gpt"]);
  });
});

Deno.test("reportResponse() turns what makes no sense into a 400, and nothing else", async () => {
  const good = await reportResponse(Promise.resolve({ a: 1 }));
  assert.deepEqual([good.status, await good.json()], [200, { a: 1 }]);
  const bad = reportResponse(Promise.reject(new BadQuery("id must be a whole number.")));
  await assert.rejects(bad, (error) => error instanceof ApiError && error.status === 400);
  const broken = new Error("the disk is gone");
  await assert.rejects(reportResponse(Promise.reject(broken)), broken);
});
