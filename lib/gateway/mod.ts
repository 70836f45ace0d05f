import { ApiError } from "../http/error.ts";
import { readBody } from "../http/body.ts";
import { problemOf } from "../http/problem.ts";
import { isObject, type JsonObject } from "../types/json.ts";
import { AnswerStream } from "./answer_stream.ts";
import type { Opened } from "./attempt.ts";
import { callUpstream } from "./call.ts";
import { isConfidential } from "./capture.ts";
import type { GatewayDeps } from "./deps.ts";
import type { AnswerFacts, Dialect } from "./dialect.ts";
import type { Failure } from "./failure.ts";
import { forwardedHeaders } from "./headers.ts";
import { type ParsedRequest, parseRequest, wantsStream } from "./parse.ts";
import { type Preview, previewRequest } from "./preview.ts";
import { projectOf } from "./project.ts";
import { ClientLeft, type Presence, Presences } from "./presence.ts";
import { readWhole } from "./read.ts";
import { resolve } from "./resolve.ts";
import { respondError, respondStream, respondWhole } from "./respond.ts";
import { routeTo } from "./route.ts";
import { Trail } from "./trail.ts";

/** The way of a request: parse → resolve → encode → call → decode or pass → respond → record. */
export interface Gateway {
  /** Answers `POST /v1/chat/completions`. Never rejects. */
  chat(request: Request, requestId: string): Promise<Response>;
  /**
   * What such a request becomes on its way to the provider, as the configuration stands now.
   *
   * @throws {ApiError} as `chat()` answers it
   */
  preview(text: string): Preview;
  /** How many exchanges run now. */
  readonly inFlight: number;
  /** Ends the exchanges that still run, because the server stops; their clients are told. */
  stop(): void;
}

/** Makes a gateway. It keeps nothing between requests but which exchanges run. */
export function createGateway(deps: GatewayDeps): Gateway {
  const presences = new Presences();
  return {
    get inFlight() {
      return presences.size;
    },
    stop: () => presences.end(STOPPING),
    preview: (text) => previewRequest(text, deps),
    async chat(request, requestId) {
      const trail = new Trail(request, requestId, deps);
      const presence = presences.follow(request.signal);
      try {
        return await answer(request, { trail, presence, deps });
      } catch (thrown) {
        presence.release();
        if (!(thrown instanceof ApiError)) {
          deps.log("error", "request broke", { requestId, error: detailOf(thrown, trail) });
        }
        const error = trail.conceal(problemOf(thrown));
        // What is refused because nothing can be stored must not push out what waits to be.
        if (error.code === STORE_UNAVAILABLE) deps.log("warn", "request refused", { requestId });
        else await trail.fail(error);
        return respondError(error, trail);
      }
    },
  };
}

/** Where it broke. The message of an error may quote what was being read. */
function detailOf(thrown: unknown, { rule }: Trail): string {
  if (!(thrown instanceof Error)) return isConfidential(rule) ? typeof thrown : String(thrown);
  const { name, stack = "" } = thrown;
  if (!isConfidential(rule)) return stack || thrown.message;
  return [name, ...stack.split("\n").filter((line) => /^ +at /.test(line))].join("\n");
}

/** Proxies and SDKs give up on a connection that is silent for longer than 20 to 60 seconds. */
const KEEP_ALIVE_MS = 15_000;

const STORE_UNAVAILABLE = "store_unavailable";

const STOPPING = new ApiError("Apantli is being stopped.", {
  status: 503,
  type: "service_unavailable",
  code: "service_unavailable",
});

/** One exchange on its way. */
interface Way {
  trail: Trail;
  presence: Presence;
  deps: GatewayDeps;
}

async function answer(request: Request, { trail, presence, deps }: Way): Promise<Response> {
  const parsed = await read(request, trail);
  trail.project = projectOf(request.headers, namesOf(parsed, trail), deps.config().projects);
  refuseWithoutLedger(deps);
  const target = resolve(parsed.alias, deps);
  trail.target = target;
  const stream = wantsStream(parsed, target);
  trail.stream = stream;
  const { dialect, transport, headers } = routeTo(target);
  const outgoing = dialect.encode(parsed, target);
  trail.dropped = outgoing.dropped;
  if (outgoing.dropped.length > 0) {
    const dropped = isConfidential(trail.rule) ? [] : outgoing.dropped;
    deps.log("warn", "parameters dropped", { alias: parsed.alias, dropped });
  }
  const timeoutMs = stream ? target.streamTimeoutMs : target.timeoutMs;
  const retries = {
    numRetries: target.numRetries,
    attempts: trail.attempts,
    onFailure: (failure: Failure, number: number) => trail.charge(failure, number),
  };
  const call = {
    transport,
    url: dialect.url(stream),
    headers: { ...forwardedHeaders(request.headers), ...headers },
    body: outgoing.body,
    stream,
    timeoutMs,
    presence: presence.signal,
    dialect,
    conceal: (error: ApiError) => trail.conceal(error),
  };
  const facts = factsOf(parsed, trail);
  if (stream) {
    const opened = callUpstream({ ...call, read: beginning(dialect, facts) }, retries);
    trail.begin();
    const times = { idleMs: timeoutMs, keepAliveMs: KEEP_ALIVE_MS };
    return await respondStream(opened, { trail, presence, ...times });
  }
  const answered = callUpstream({ ...call, read: reading(dialect, facts) }, retries);
  // After the call has gone out: what is written here is not in its way.
  trail.begin();
  const { whole, headers: theirs } = await answered;
  trail.markFirstByte();
  const response = respondWhole(whole, theirs, trail);
  presence.release();
  return response;
}

/** Reads a whole answer. */
function reading(dialect: Dialect, facts: AnswerFacts) {
  return async ({ headers, next, charged }: Opened) => {
    const bytes = await readWhole(next);
    try {
      return { headers, whole: dialect.decode(bytes, facts) };
    } catch (error) {
      charged(dialect.usageOf(bytes));
      throw error;
    }
  };
}

/** Reads a streamed answer until it has begun. */
function beginning(dialect: Dialect, facts: AnswerFacts) {
  return async ({ headers, next, heard, charged }: Opened) => {
    const stream = new AnswerStream(next, dialect.createStreamReader(facts), heard);
    try {
      await stream.begin();
    } catch (error) {
      charged(stream.reader.usage());
      throw error;
    }
    return { headers, stream };
  };
}

async function read(request: Request, trail: Trail): Promise<ParsedRequest> {
  const bytes = await readBody(request).catch((thrown) => {
    throw request.signal.aborted ? new ClientLeft() : thrown;
  });
  const parsed = parseOrKeep(bytes, trail);
  trail.requestText = parsed.text;
  trail.ask(parsed.alias);
  return parsed;
}

/** What cannot be parsed is stored as it came: a failed request loses nothing. */
function parseOrKeep(bytes: Uint8Array, trail: Trail): ParsedRequest {
  try {
    return parseRequest(bytes);
  } catch (error) {
    trail.requestText = new TextDecoder().decode(bytes);
    throw error;
  }
}

/** What of a body may name its project: `user` is a person's, and not stored where texts are not. */
function namesOf({ body }: ParsedRequest, { rule }: Trail): JsonObject {
  return rule.capture === "full" ? body : { metadata: body.metadata };
}

/** An exchange that could not be stored must not begin: its cost would be lost. */
function refuseWithoutLedger(deps: GatewayDeps) {
  const health = deps.ledger.health();
  if (health.status === "ok" || health.isKept === true) return;
  throw new ApiError(
    `The request log cannot be written (${health.reason ?? "unknown reason"}). ` +
      "Make room on the disk or restore the file; Apantli goes on by itself.",
    { status: 503, type: "service_unavailable", code: STORE_UNAVAILABLE },
  );
}

function factsOf(parsed: ParsedRequest, trail: Trail): AnswerFacts {
  const { stream_options: options, n } = parsed.body;
  return {
    id: `chatcmpl-${trail.requestId}`,
    created: Math.floor(Date.now() / 1000),
    choices: typeof n === "number" ? n : 1,
    wantsUsage: isObject(options) && options.include_usage === true,
  };
}
