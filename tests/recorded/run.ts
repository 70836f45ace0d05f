/**
 * Runs recorded provider traffic through a started server: `deno task test:recorded [--only NAME]`.
 *
 * The recordings are not part of this project. They are looked for in `APANTLI_RECORDED`, else in
 * `../shared/recorded`: a folder with `cases/`, a replaying upstream and a runner that drives a proxy
 * with the official `openai` client. Without them this task says so and passes.
 *
 * Each round starts an upstream and the server as `deno task start` does, with its locked-down
 * permissions. Cases that cannot pass stand in exceptions.json with their reason.
 */
import exceptions from "./exceptions.json" with { type: "json" };

const ROOT = `${import.meta.dirname}/../../`;
const FOLDER = Deno.env.get("APANTLI_RECORDED") ?? `${ROOT}../shared/recorded`;

/** The providers whose protocols the gateway speaks. */
const PROVIDERS = [
  "openai",
  "azure",
  "anthropic",
  "gemini",
  "mistral",
  "groq",
  "deepseek",
  "xai",
  "openrouter",
  "perplexity",
  "cerebras",
  "huggingface",
  "together",
  "zai",
  "moonshot",
  "alibaba",
  "vercel_gateway",
  "databricks",
  "cloudflare",
  "snowflake",
  "writer",
  "gpustack",
  "local",
  "ollama_compat",
  "crusoe",
  "gemini_compat",
];

/** Each round: what the runner does, and how the upstream cuts its answers. */
const ROUNDS = [
  { name: "cases", command: "test", options: "" },
  { name: "cases, one byte at a time", command: "test", options: "split=bytes:1" },
  { name: "cases, cut at random", command: "test", options: "split=random;seed=7" },
  { name: "faults", command: "faults", options: "" },
];

interface Result {
  id: string;
  provider: string;
  pass: boolean;
  diffs: { path: string; want: unknown; got: unknown; sev: string }[];
}

if (import.meta.main) Deno.exit(await main());

async function main(): Promise<number> {
  const found = await Deno.stat(`${FOLDER}/cases`).then(() => true, () => false);
  if (!found) {
    console.log(`No recorded traffic at ${FOLDER}. Set APANTLI_RECORDED to run it.`);
    return 0;
  }
  const only = Deno.args[Deno.args.indexOf("--only") + 1];
  let passed = 0;
  let failed = 0;
  for (const round of ROUNDS) {
    if (Deno.args.includes("--only") && round.name !== only) continue;
    const results = await runRound(round);
    const counts = tell(round.name, results);
    passed += counts.passed;
    failed += counts.failed;
  }
  console.log(`recorded: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runRound({ command, options }: typeof ROUNDS[number]): Promise<Result[]> {
  const dir = await Deno.makeTempDir({ prefix: "apantli-recorded-" });
  const mock = `http://127.0.0.1:${freePort()}`;
  const proxy = `http://127.0.0.1:${freePort()}`;
  const upstream = start(
    ["run", "-A", "mock.mjs", "--port", new URL(mock).port],
    `${FOLDER}/tools`,
  );
  try {
    await run([
      ...["config", "--mock", mock, "--out", `${dir}/config.yaml`, "--provider", PROVIDERS.join()],
      ...(command === "faults" ? ["--faults"] : []),
      ...(options === "" ? [] : ["--mock-opts", options]),
    ]);
    await reachable(`${mock}/__health`);
    const server = start([
      ...["task", "--quiet", "start", "--port", new URL(proxy).port, "--log-level", "error"],
      ...["--config", `${dir}/config.yaml`, "--db", `${dir}/requests.db`, "--env", `${dir}/.env`],
    ], ROOT);
    try {
      await reachable(`${proxy}/health`);
      const report = `${dir}/report.json`;
      await run([
        ...[command, "--mock", mock, "--proxy", `${proxy}/v1`, "--json", report, "--quiet"],
        ...["--provider", PROVIDERS.join()],
      ]);
      const results: Result[] = JSON.parse(await Deno.readTextFile(report));
      if (results.length === 0) throw new Error("The runner found nothing to run.");
      return results;
    } finally {
      await stop(server);
    }
  } finally {
    await stop(upstream);
    await Deno.remove(dir, { recursive: true });
  }
}

function start(args: string[], cwd: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { TEST_KEY: "sk-test" },
    stdout: "null",
    stderr: "inherit",
  }).spawn();
}

async function stop(process: Deno.ChildProcess) {
  process.kill("SIGTERM");
  await process.status;
}

/** Runs the runner. It ends with 1 when it has found something wrong, of which its report tells. */
async function run(args: string[]) {
  const process = start(["run", "-A", "run.mjs", ...args], `${FOLDER}/tools`);
  const { code } = await process.status;
  if (code > 1) throw new Error(`The runner broke (exit code ${code}).`);
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function reachable(url: string) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const ok = await fetch(url).then(
      (response) => response.body?.cancel().then(() => true),
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing answers at ${url}.`);
}

function tell(round: string, results: Result[]): { passed: number; failed: number } {
  const reasons: Record<string, string> = exceptions;
  /** By the case's id, or by `id@*` for all of its faults. */
  const reasonFor = (id: string) => reasons[id] ?? reasons[id.replace(/@.*/, "@*")];
  const passed = results.filter(({ pass }) => pass).length;
  const excused = results.filter(({ pass, id }) => !pass && reasonFor(id) !== undefined);
  const broken = results.filter(({ pass, id }) => !pass && reasonFor(id) === undefined);
  console.log(
    `\n== ${round}: ${passed} passed, ${broken.length} failed, ${excused.length} cannot pass`,
  );
  for (const { id } of results.filter(({ pass, id }) => pass && id in reasons)) {
    console.log(`passes now, take it out of exceptions.json: ${id}`);
  }
  for (const { id } of excused) console.log(`cannot pass: ${id}: ${reasonFor(id)}`);
  for (const { id, diffs } of broken) {
    console.log(`FAIL ${id}`);
    for (const { path, want, got } of diffs.filter(({ sev }) => sev === "hard")) {
      console.log(`  ${path}\n    want ${brief(want)}\n    got  ${brief(got)}`);
    }
  }
  return { passed, failed: broken.length };
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 300);
}
