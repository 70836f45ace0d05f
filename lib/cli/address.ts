import type { Flags } from "./flag_table.ts";

/** Addresses that mean "every address" to listen on and nothing to connect to. */
const ANY: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };

/** `host:port` as URLs and permissions have it: an IPv6 address stands in brackets. */
export function authority(host: string, port: number): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The URL under which this machine reaches a server that listens as the flags say. */
export function localUrl({ host, port }: Pick<Flags, "host" | "port">): string {
  const reachable = Object.hasOwn(ANY, host) ? ANY[host] : undefined;
  return `http://${reachable === undefined ? authority(host, port) : `${reachable}:${port}`}`;
}
