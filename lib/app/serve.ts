import { type Handler, listen } from "../http/server.ts";
import type { Services } from "./services.ts";

/** Where to listen. */
export interface ListenOptions {
  host: string;
  port: number;
  /** Called once with the URL at which the server is reached. */
  onListen: (url: string) => void;
}

/** How long streams may go on after the server was told to stop, in milliseconds. */
const GRACE_MS = 10_000;

/**
 * Listens; on SIGTERM, SIGINT or SIGHUP accepts nothing new, lets streams finish for up to ten seconds,
 * writes out the log and ends with exit code 0. Throws an Error whose message names the mend when the
 * address is taken.
 */
export async function serve(
  handler: Handler,
  services: Services,
  options: ListenOptions,
): Promise<void> {
  const { host: hostname, port } = options;
  const server = await listen(handler, { hostname, port }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`Port ${port} of ${hostname} is taken. End what listens there, or use --port.`);
  });
  let stoppingSince: number | null = null;
  const stop = async () => {
    if (stoppingSince !== null) {
      // One signal may come twice: to the process group, and handed on by the launcher.
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) services.gateway.stop();
      return;
    }
    stoppingSince = performance.now();
    // Streams of pages never end by themselves.
    services.news.close();
    const cut = setTimeout(() => services.gateway.stop(), GRACE_MS);
    const give = new Promise((resolve) => setTimeout(resolve, GRACE_MS + LAST_WORD_MS));
    await Promise.race([server.shutdown(), give]);
    clearTimeout(cut);
    await services.close();
    Deno.exit(0);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  // Last: who reads that the server listens may stop it at once.
  options.onListen(urlOf(server.hostname, server.port));
}

/** Signals within this time are one wish to stop; a later one asks to be quick. */
const SAME_SIGNAL_MS = 1_000;
/** How long streams that were cut off may take to tell their clients. */
const LAST_WORD_MS = 2_000;

const SIGNALS: Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** The address that a person opens: an unspecified address is reached as 127.0.0.1. */
function urlOf(hostname: string, port: number): string {
  const host = hostname === "0.0.0.0" || hostname === "::" ? "127.0.0.1" : hostname;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
