import { Builder } from "fresh/dev";
import { createApp } from "../../lib/app/app.ts";
import { throughProjects } from "../../lib/app/project_path.ts";
import { listen } from "../../lib/http/server.ts";
import { openServices, type Services } from "../../lib/app/services.ts";
import type { LogLevel } from "../../lib/telemetry/log.ts";

const root = new URL("../../", import.meta.url).pathname;
/** Fresh's own way to give an app its files where the main module is not the app's. */
const useFiles = await new Builder({ root }).build({ snapshot: "memory" });

/** A whole server in this process, on a free port, with files in a folder of its own. */
export interface RunningApp extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  /** Those of the server that runs now. */
  readonly services: Services;
  /** The folder with config.yaml, .env and requests.db. */
  dir: string;
  /** Calls the server with a JSON body. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Stops the server, and starts it again at the same address with the same files. */
  restart(meanwhile?: () => unknown): Promise<void>;
}

/** What a test may set; everything else is as shipped. */
export interface AppOptions {
  env?: string;
  timeoutMs?: number;
  numRetries?: number;
  durability?: "strict" | "relaxed";
  logLevel?: LogLevel;
  /** `development` adds the gallery. */
  mode?: "development" | "production";
  /** The disk is full beyond so many pages of the database. */
  dbMaxPages?: number;
}

/** Starts a server with the given config.yaml. Dispose of it to end it and to remove its files. */
export async function startApp(config: string, options: AppOptions = {}): Promise<RunningApp> {
  const dir = await Deno.makeTempDir({ prefix: "apantli-test-" });
  await Deno.writeTextFile(`${dir}/config.yaml`, config);
  await Deno.writeTextFile(`${dir}/.env`, options.env ?? "");
  let running = await run(dir, options, 0);
  const { port } = running.server;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    get services() {
      return running.services;
    },
    dir,
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async restart(meanwhile = () => {}) {
      await stop(running);
      await meanwhile();
      running = await run(dir, options, port);
    },
    async [Symbol.asyncDispose]() {
      await stop(running);
      await Deno.remove(dir, { recursive: true });
    },
  };
}

async function run(dir: string, options: AppOptions, port: number) {
  const services = await openServices({
    host: "127.0.0.1",
    allowUnauthenticated: false,
    config: `${dir}/config.yaml`,
    db: `${dir}/requests.db`,
    env: `${dir}/.env`,
    timeout: (options.timeoutMs ?? 10_000) / 1000,
    retries: options.numRetries ?? 0,
    logLevel: options.logLevel ?? "error",
    durability: options.durability ?? "strict",
    ...(options.dbMaxPages === undefined ? {} : { dbMaxPages: options.dbMaxPages }),
  });
  const app = createApp(services, { mode: options.mode ?? "production" });
  useFiles(app);
  const handler = throughProjects(app.handler());
  return { services, server: await listen(handler, { hostname: "127.0.0.1", port }) };
}

async function stop({ server, services }: Awaited<ReturnType<typeof run>>) {
  services.news.close();
  await server.shutdown();
  await services.close();
}
