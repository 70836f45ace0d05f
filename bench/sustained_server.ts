/**
 * A server for `bench/sustained.ts`: beside what it serves, its ledger gets exchanges at a steady rate,
 * as if as many clients called. Arguments: `logged` or `unlogged`, the upstream's URL, exchanges/s.
 * Lines on stdin turn the feed `on` and `off`; each is answered by the number of exchanges fed so far.
 */
import { Builder } from "fresh/dev";
import { createApp } from "../lib/app/app.ts";
import { openServices } from "../lib/app/services.ts";
import { createGateway } from "../lib/gateway/mod.ts";
import { listen } from "../lib/http/server.ts";
import type { Ledger } from "../lib/gateway/deps.ts";
import type { Exchange } from "../lib/types/exchange.ts";
import { NO_USAGE } from "../lib/types/usage.ts";

const [mode = "logged", upstream = "", rate = "2000"] = Deno.args;
const TICK_MS = 1;
/** An agent's session: each turn resends what was said before. */
const TURNS = 40;
const SESSIONS = 32;

const dir = await Deno.makeTempDir({ prefix: "apantli-bench-" });
await Deno.writeTextFile(
  `${dir}/config.yaml`,
  `model_list:\n  - model_name: bench\n    litellm_params:\n      model: openai/gpt-4o-mini\n` +
    `      api_key: sk-bench\n      api_base: ${upstream}/v1\n`,
);
const services = await openServices({
  host: "127.0.0.1",
  allowUnauthenticated: false,
  config: `${dir}/config.yaml`,
  db: `${dir}/requests.db`,
  env: `${dir}/.env`,
  timeout: 60,
  retries: 0,
  logLevel: "error",
  durability: "strict",
});
const nowhere: Ledger = {
  begin: () => {},
  record: () => Promise.resolve(),
  health: () => ({ status: "ok" }),
};
const ledger: Ledger = mode === "logged" ? services.store : nowhere;
services.gateway = createGateway({
  config: services.config.current,
  secrets: services.secrets,
  ledger,
  limits: { timeoutMs: 60_000, numRetries: 0 },
  log: services.log,
});
const app = createApp(services);
(await new Builder({ root: `${import.meta.dirname}/..` }).build({ snapshot: "memory" }))(app);
const server = await listen(app.handler(), { hostname: "127.0.0.1", port: 0 });
console.log(server.port);

let fed = 0;
let waiting = 0;
let feed: ReturnType<typeof setInterval> | undefined;
const sessions = Array.from({ length: SESSIONS }, () => ({ said: [] as string[], number: 0 }));

function turn(): string {
  const session = sessions[fed % SESSIONS] ?? { said: [], number: 0 };
  if (session.said.length >= TURNS) session.said = [];
  const text = `${fed} ${"what is to be done next, and why ".repeat(18)}`;
  session.said.push(JSON.stringify({ role: "user", content: text }));
  // Flat, as text that came off the wire is.
  return `{"model":"bench","messages":[${session.said.join(",")}]}`;
}

function exchange(): Exchange {
  const startedAt = Date.now();
  return {
    run: -1 - fed,
    requestId: crypto.randomUUID(),
    startedAt,
    alias: "bench",
    provider: "openai",
    upstreamModel: "gpt-4o-mini",
    outcome: "ok",
    status: 200,
    stream: true,
    durationMs: 900,
    firstByteMs: 200,
    attempts: [{ number: 1, startedAt, durationMs: 899, waitedMs: 0, status: 200, error: null }],
    usage: { ...NO_USAGE, input: 3000, output: 500, raw: { prompt_tokens: 3000 } },
    cost: { nanos: 450_000 + fed, lines: [], source: "config", date: null, rule: null },
    finishReason: "stop",
    project: null,
    client: "bench",
    request: turn(),
    response: `{"choices":[{"message":{"content":"${fed} ${"so it is done. ".repeat(130)}"}}]}`,
    error: null,
    notes: null,
  };
}

function start() {
  const from = performance.now();
  const before = fed;
  feed = setInterval(() => {
    const due = before + Math.floor((performance.now() - from) / 1000 * Number(rate));
    // What a writer that cannot follow leaves is not hidden by more of it.
    for (; fed < due && waiting < 2 * Number(rate); fed++) {
      const item = exchange();
      ledger.begin({
        ...item,
        provider: "openai",
        upstreamModel: "gpt-4o-mini",
      });
      waiting++;
      void ledger.record(item).then(() => waiting--);
    }
  }, TICK_MS);
}

let rest = "";
for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  rest += text;
  for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
    const line = rest.slice(0, end);
    rest = rest.slice(end + 1);
    clearInterval(feed);
    if (line === "on") start();
    console.log(`${fed} ${waiting}`);
  }
}
await server.shutdown();
await services.close();
await Deno.remove(dir, { recursive: true });
Deno.exit(0);
