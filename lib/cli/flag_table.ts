import { isIP } from "node:net";
import type { LogLevel } from "../telemetry/log.ts";

/**
 * `strict`: an answer is in the database before its last byte reaches the client. `relaxed`: the
 * client does not wait for that, and a crash may lose the newest answers.
 */
export type Durability = "strict" | "relaxed";

/** What the command line says. */
export interface Flags {
  /** Without brackets around an IPv6 address. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  config: string;
  db: string;
  env: string;
  /** Seconds. */
  timeout: number;
  retries: number;
  logLevel: LogLevel;
  durability: Durability;
  reload: boolean;
  allowUnauthenticated: boolean;
  help: boolean;
  version: boolean;
}

/** The flags of a command line without any. */
export const DEFAULT_FLAGS: Readonly<Flags> = Object.freeze({
  host: "127.0.0.1",
  port: 4000,
  config: "config.yaml",
  db: "requests.db",
  env: ".env",
  timeout: 120,
  retries: 3,
  logLevel: "info",
  durability: "strict",
  reload: false,
  allowUnauthenticated: false,
  help: false,
  version: false,
});

/** One flag. */
export interface FlagRow {
  /** Its name without the dashes. */
  flag: string;
  field: keyof Flags;
  /** What help calls its value; a flag without one is a switch. */
  value?: string;
  help: string;
  /** Takes the text over, or returns what to write instead. A switch gets "". */
  set(flags: Flags, text: string): string | undefined;
}

/** The number in a text; `undefined` when there is none between the bounds. */
function numberIn(text: string, min: number, max: number, whole: boolean): number | undefined {
  const number = text.trim() === "" ? NaN : Number(text);
  return number >= min && number <= max && (!whole || Number.isInteger(number))
    ? number
    : undefined;
}

function file(field: "config" | "db" | "env", help: string): FlagRow {
  return {
    flag: field,
    field,
    value: "FILE",
    help,
    set: (flags, text) => {
      if (text.trim() === "") return `Name a file, for example ${DEFAULT_FLAGS[field]}`;
      flags[field] = text;
    },
  };
}

type Switch = "reload" | "allowUnauthenticated" | "help" | "version";

function toggle(flag: string, field: Switch, help: string): FlagRow {
  return {
    flag,
    field,
    help,
    set: (flags) => {
      flags[field] = true;
    },
  };
}

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Every flag, in the order of the help text. */
export const FLAG_TABLE: readonly FlagRow[] = [
  {
    flag: "host",
    field: "host",
    value: "ADDRESS",
    help: "Address to listen on",
    set: (flags, text) => {
      // Permissions and listening have to name the same address, and a name may stand for several.
      const host = text === "localhost" ? "127.0.0.1" : text.replace(/^\[(.*)\]$/, "$1");
      if (isIP(host) === 0) return "Write an address, for example 127.0.0.1 or 0.0.0.0";
      flags.host = host;
    },
  },
  {
    flag: "port",
    field: "port",
    value: "PORT",
    help: "Port to listen on; 0 takes a free one",
    set: (flags, text) => {
      const port = numberIn(text, 0, 65535, true);
      if (port === undefined) return "Name a port from 0 to 65535";
      flags.port = port;
    },
  },
  file("config", "The models"),
  file("db", "The database"),
  file("env", "The keys"),
  {
    flag: "timeout",
    field: "timeout",
    value: "SECONDS",
    help: "Time for an answer, unless the config says otherwise",
    set: (flags, text) => {
      // A timer holds 31 bits of milliseconds.
      const seconds = numberIn(text, 0.001, 2_147_483, false);
      if (seconds === undefined) return "Write seconds above 0, for example 120";
      flags.timeout = seconds;
    },
  },
  {
    flag: "retries",
    field: "retries",
    value: "COUNT",
    help: "Retries of a failed call, unless the config says otherwise",
    set: (flags, text) => {
      const retries = numberIn(text, 0, 100, true);
      if (retries === undefined) return "Write a whole number from 0 to 100";
      flags.retries = retries;
    },
  },
  {
    flag: "log-level",
    field: "logLevel",
    value: "LEVEL",
    help: `How much to log: ${LEVELS.join(", ")}`,
    set: (flags, text) => {
      const level = LEVELS.find((level) => level === text);
      if (level === undefined) return `Write one of ${LEVELS.join(", ")}`;
      flags.logLevel = level;
    },
  },
  {
    flag: "durability",
    field: "durability",
    value: "HOW",
    help: "strict: answers wait for their commit; relaxed: they do not, and a crash may lose some",
    set: (flags, text) => {
      if (text !== "strict" && text !== "relaxed") return "Write strict or relaxed";
      flags.durability = text;
    },
  },
  toggle("reload", "reload", "Restart when the source changes"),
  toggle(
    "allow-unauthenticated",
    "allowUnauthenticated",
    "Listen on other addresses than loopback without a master key",
  ),
  toggle("help", "help", "Show this text"),
  toggle("version", "version", "Show the version"),
];
