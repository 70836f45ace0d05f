import { type Context, HttpError } from "fresh";
import { define, type State } from "../define.ts";
import { accessError, corsHeaders } from "../http/access.ts";
import { ApiError } from "../http/error.ts";
import { problemOf, problemResponse } from "../http/problem.ts";
import { StoreError } from "../store/mod.ts";
import { requestIdOf } from "../http/request_id.ts";

/** The door of every route: who may call, CORS, the request's id, errors in OpenAI's shape. */
export const door = define.middleware(async (ctx) => {
  const { req, url, state } = ctx;
  state.requestId = requestIdOf(req.headers);
  const refused = accessError(req, url, state.access());
  const response = refused ? problemResponse(refused) : await serve(ctx);
  if (refused?.status === 401) response.headers.set("www-authenticate", 'Basic realm="Apantli"');
  if (refused?.code !== "origin_not_allowed") {
    for (const [name, value] of corsHeaders(req)) {
      // What a response varies by is a list; the others have one value.
      if (name === "vary") response.headers.append(name, value);
      else response.headers.set(name, value);
    }
  }
  if (!response.headers.has("x-request-id")) response.headers.set("x-request-id", state.requestId);
  return response;
});

async function serve(ctx: Context<State>): Promise<Response> {
  const { req, state } = ctx;
  if (req.method === "OPTIONS") return new Response(null, { status: 204 });
  try {
    return await ctx.next();
  } catch (broken) {
    const thrown = databaseProblem(broken);
    if (thrown !== broken && thrown instanceof ApiError) {
      state.log("error", thrown.message, { requestId: state.requestId });
    }
    // Browsers get the pages of _error.tsx and _404.tsx.
    if (req.headers.get("accept")?.includes("text/html")) throw thrown;
    const error = problemOf(routeProblem(thrown, ctx));
    if (error.status >= 500 && error !== thrown) {
      const detail = thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown);
      state.log("error", "route broke", { requestId: state.requestId, error: detail });
    }
    return problemResponse(error);
  }
}

/** Trouble with the database in words that name the mend; anything else as it is. */
function databaseProblem(thrown: unknown): unknown {
  if (!(thrown instanceof StoreError)) return thrown;
  return new ApiError(thrown.message, {
    status: 503,
    type: "api_error",
    code: "database_unavailable",
  });
}

/** Fresh's 404 and 405 as OpenAI words them; anything else as it is. */
function routeProblem(thrown: unknown, { req, url }: Context<State>): unknown {
  if (!(thrown instanceof HttpError)) return thrown;
  const type = "invalid_request_error";
  if (thrown.status === 404) {
    return new ApiError(
      `There is no ${req.method} ${url.pathname}. Chat completions are at /v1/chat/completions.`,
      { status: 404, type, code: "unknown_url" },
    );
  }
  if (thrown.status !== 405) return thrown;
  return new ApiError(`${url.pathname} does not take ${req.method}.`, {
    status: 405,
    type,
    code: "method_not_allowed",
  });
}
