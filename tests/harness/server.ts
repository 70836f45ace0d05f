const MAIN = new URL("../../main.ts", import.meta.url).href;
/** What `deno task start` runs: it starts main.ts with the smallest set of permissions. */
export const LAUNCHER = new URL("../../lib/cli/launch.ts", import.meta.url).href;

/** How a process ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A server in a process of its own. Dispose of it to end it and to remove its files. */
export interface ServerProcess extends AsyncDisposable {
  child: Deno.ChildProcess;
  dir: string;
  /** The address that the banner names. Rejects when the process ends without one. */
  url: Promise<string>;
  ended: Promise<Ended>;
}

/** Starts main.ts (or the launcher) in a folder of its own with the given config.yaml. */
export async function startProcess(
  config: string,
  args: string[] = [],
  script = MAIN,
): Promise<ServerProcess> {
  const dir = await Deno.makeTempDir({ prefix: "apantli-process-" });
  await Deno.writeTextFile(`${dir}/config.yaml`, config);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", "-A", script, "--port", "0", ...args],
    cwd: dir,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const listening = Promise.withResolvers<string>();
  // A process that is meant to fail has no address, and its test does not ask for one.
  listening.promise.catch(() => {});
  const stdout = read(child.stdout, (text) => {
    const url = /API +(http:\S+)\/v1/.exec(text)?.[1];
    if (url !== undefined) listening.resolve(url);
  });
  const ended = Promise.all([child.status, stdout, read(child.stderr)])
    .then(([{ code }, stdout, stderr]) => {
      listening.reject(new Error(`The server ended with ${code}: ${stderr}`));
      return { code, stdout, stderr };
    });
  return {
    child,
    dir,
    url: listening.promise,
    ended,
    async [Symbol.asyncDispose]() {
      try {
        // The launcher could not hand on a SIGKILL: its server would stay.
        child.kill(script === MAIN ? "SIGKILL" : "SIGTERM");
      } catch {
        // It has ended, as it should have.
      }
      await ended;
      await Deno.remove(dir, { recursive: true });
    },
  };
}

async function read(stream: ReadableStream<Uint8Array>, told: (text: string) => void = () => {}) {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of stream) {
    text += decoder.decode(piece, { stream: true });
    told(text);
  }
  return text;
}
