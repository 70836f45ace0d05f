import { isProjectName } from "../cli/run_client.ts";
import { badRequest } from "../http/error.ts";
import { problemResponse } from "../http/problem.ts";
import type { Handler } from "../http/server.ts";

const PROJECT_PATH = /^\/p\/([^/]+)(\/.*)$/;

/**
 * Lets `/p/<name>/…` answer as `/…` does, for the project of that name: a client whose base URL is
 * `http://…/p/<name>/v1` needs no other setting.
 */
export function throughProjects(handler: Handler): Handler {
  return async (request) => {
    const url = new URL(request.url);
    const [, name, path] = PROJECT_PATH.exec(url.pathname) ?? [];
    if (name === undefined || path === undefined) return await handler(request);
    const project = decoded(name);
    if (project === null) {
      return problemResponse(
        badRequest("The project's name must be of letters, digits, spaces and . _ - only."),
      );
    }
    url.pathname = path;
    const inner = new Request(url, request);
    inner.headers.set("x-apantli-project", project);
    // The copy would follow the signal by another one, which may be collected.
    Object.defineProperty(inner, "signal", { value: request.signal });
    return await handler(inner);
  };
}

/** A name that a header can hold; `null` for another. */
function decoded(name: string): string | null {
  try {
    const text = decodeURIComponent(name);
    return isProjectName(text) ? text : null;
  } catch {
    return null;
  }
}
