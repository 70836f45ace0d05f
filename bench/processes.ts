/** A process that a benchmark started, with what it tells of itself. */
export interface Running extends AsyncDisposable {
  url: string;
  pid: number;
  /** Milliseconds from the start of the process to its first answer. */
  startedInMs: number;
}

const ROOT = `${import.meta.dirname}/..`;

/** Starts `bench/upstream.ts`. */
export async function startUpstream(): Promise<Running> {
  const startedAt = performance.now();
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-net=127.0.0.1", `${ROOT}/bench/upstream.ts`],
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  return running(process, `http://127.0.0.1:${Number(value)}`, startedAt);
}

/**
 * Starts the server as `deno task start` does, with the alias `bench` on an upstream.
 *
 * @param db the database; a new one unless told
 */
export async function startServer(upstream: string, db?: string): Promise<Running> {
  const dir = await Deno.makeTempDir({ prefix: "apantli-bench-" });
  await Deno.writeTextFile(
    `${dir}/config.yaml`,
    `model_list:\n  - model_name: bench\n    litellm_params:\n      model: openai/gpt-4o-mini\n` +
      `      api_key: sk-bench\n      api_base: ${upstream}/v1\n`,
  );
  const port = freePort();
  const startedAt = performance.now();
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      ...["task", "--quiet", "start", "--port", String(port), "--config", `${dir}/config.yaml`],
      ...["--db", db ?? `${dir}/requests.db`, "--env", `${dir}/.env`, "--log-level", "error"],
    ],
    cwd: ROOT,
    stdout: "null",
  }).spawn();
  const url = `http://127.0.0.1:${port}`;
  while (!await answers(url)) await new Promise((resolve) => setTimeout(resolve, 5));
  const started = running(process, url, startedAt);
  return {
    ...started,
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

function running(process: Deno.ChildProcess, url: string, startedAt: number): Running {
  return {
    url,
    pid: process.pid,
    startedInMs: performance.now() - startedAt,
    async [Symbol.asyncDispose]() {
      process.kill("SIGTERM");
      await process.status;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(`${url}/health`)).body?.cancel();
    return true;
  } catch {
    return false;
  }
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}
