/** The server refused; `param` is the field at fault where it names one. */
export class Refusal extends Error {
  constructor(message: string, readonly param: string | null) {
    super(message);
  }
}

/** Gets JSON from the server. Throws a {@link Refusal} with the server's sentence when it refuses. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return await callJson<T>(path, { ...(signal ? { signal } : {}) });
}

/** Calls the server with JSON. Throws a {@link Refusal} with the server's sentence when it refuses. */
export async function callJson<T>(
  path: string,
  { method = "GET", body, signal }: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await reach(path, {
    method,
    headers: { accept: "application/json", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (response.ok) return await readJson<T>(response, signal);
  const answer = await response.json().catch(() => null);
  const { message, param = null } = answer?.error ?? {};
  throw new Refusal(message ?? `The server answered with HTTP ${response.status}.`, param);
}

async function readJson<T>(response: Response, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal("The server's answer broke off. Try again.", null);
  }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Refusal("The server does not answer. Look whether it runs.", null);
  }
}
