import { createSecrets } from "../config/env.ts";
import { variableIn } from "../config/environ.ts";
import { type LiveConfig, openConfig } from "../config/live.ts";
import { formatProblem } from "../config/problem.ts";
import type { ConfigProblem, Secrets } from "../config/types.ts";
import type { Ledger } from "../gateway/deps.ts";
import { createGateway, type Gateway } from "../gateway/mod.ts";
import type { AccessPolicy } from "../http/access.ts";
import { ConversationReader } from "../conversation/reader.ts";
import { openStore, type Store } from "../store/mod.ts";
import { beyondReach } from "../models/reach.ts";
import type { Durability } from "../cli/flag_table.ts";
import { NewsDesk } from "./news.ts";
import { exposure } from "./exposure.ts";
import { createLog, type Log, type LogLevel } from "../telemetry/log.ts";

/** Where the server finds its files and how it behaves: a part of the command line's flags. */
export interface ServiceOptions {
  host: string;
  allowUnauthenticated: boolean;
  config: string;
  db: string;
  env: string;
  /** Seconds. */
  timeout: number;
  retries: number;
  logLevel: LogLevel;
  durability: Durability;
  /** The most pages (of 4 KiB) that the database may have; no limit unless given. */
  dbMaxPages?: number;
}

/** What routes work with, on `ctx.state`. */
export interface Services {
  options: ServiceOptions;
  config: LiveConfig;
  secrets: Secrets;
  store: Store;
  gateway: Gateway;
  /** Makes requests and answers readable. */
  conversations: ConversationReader;
  /** What open pages hear of. */
  news: NewsDesk;
  log: Log;
  access: () => AccessPolicy;
  /** Writes out what waits and closes the files. */
  close(): Promise<void>;
}

/** Opens configuration, keys and database and puts the gateway together. */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const log = createLog(options.logLevel);
  const secrets = createSecrets(options.env, (message) => log("warn", message));
  const news = new NewsDesk();
  const tell = (problem: ConfigProblem) => {
    log(problem.severity === "error" ? "error" : "warn", formatProblem(problem));
    // A broken file takes no effect, and its problems are shown all the same.
    news.tell("config");
  };
  const config = openConfig({
    path: options.config,
    onProblem: tell,
    onChange: (config) => {
      news.tell("config");
      log("info", `configuration loaded: ${config.aliases.size} aliases`);
      const lockedOut = lockedOutBy(config.masterKey, secrets);
      if (lockedOut !== null) log("error", lockedOut);
      for (const { alias, host } of beyondReach(config)) {
        log("warn", `restart to reach ${host}: the server was started without it`, { alias });
      }
    },
  });
  const lockedOut = lockedOutBy(config.current().masterKey, secrets);
  if (lockedOut !== null) log("error", lockedOut);
  const store = await openStore({
    path: options.db,
    ...(options.dbMaxPages === undefined ? {} : { maxPageCount: options.dbMaxPages }),
    retention: () => config.current().retention,
    onProblem: (message) => log("error", message),
    onNotice: (message) => log("info", message),
  });
  const gateway = createGateway({
    config: config.current,
    secrets,
    ledger: told(
      options.durability === "strict" ? store : { ...store, record: relaxed(store) },
      news,
    ),
    limits: { timeoutMs: options.timeout * 1000, numRetries: options.retries },
    log,
  });
  const conversations = new ConversationReader();
  return {
    options,
    config,
    secrets,
    store,
    gateway,
    conversations,
    news,
    log,
    access: () => accessPolicy(config, secrets, options),
    async close() {
      news.close();
      conversations.close();
      config.close();
      await store.close();
    },
  };
}

/** Open pages hear of what begins and of what is written. */
function told(ledger: Ledger, news: NewsDesk): Ledger {
  return {
    begin(beginning) {
      ledger.begin(beginning);
      news.tell("exchanges");
    },
    async record(exchange) {
      await ledger.record(exchange);
      news.tell("exchanges");
    },
    health: () => ledger.health(),
  };
}

/** Exchanges are on their way to the disk; nobody waits until they are there. */
function relaxed(store: Store): Store["record"] {
  return (exchange) => {
    void store.record(exchange);
    return Promise.resolve();
  };
}

function accessPolicy(
  config: LiveConfig,
  secrets: Secrets,
  options: ServiceOptions,
): AccessPolicy {
  const { masterKey, allowedOrigins } = config.current();
  // A key that is taken out of the configuration while others can reach the port locks everybody out.
  const isExposed = exposure(options, { masterKey }) !== null;
  return {
    masterKey: isExposed ? crypto.randomUUID() : masterKeyOf(masterKey, secrets),
    listenHost: options.host,
    allowedOrigins,
  };
}

/** What to say when nobody can know the master key; `null` when somebody can. */
function lockedOutBy(written: string | null, secrets: Secrets): string | null {
  const name = written === null ? undefined : variableIn(written);
  if (name === undefined || secrets(name) !== undefined) return null;
  return `general_settings.master_key: ${name} is not set, so that nobody can call. ` +
    `Set ${name} in .env.`;
}

/**
 * The master key itself. A key whose variable is not set locks everybody out: a door that was meant
 * to be locked must not stand open because of a missing line in `.env`.
 */
function masterKeyOf(written: string | null, secrets: Secrets): string | null {
  if (written === null) return null;
  const name = variableIn(written);
  if (name === undefined) return written;
  return secrets(name) ?? crypto.randomUUID();
}
