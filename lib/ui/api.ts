/** Gets JSON from the server. Throws an Error with the server's sentence when it refuses. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return await callJson<T>(path, { ...(signal ? { signal } : {}) });
}

/** Calls the server with JSON. Throws an Error with the server's sentence when it refuses. */
export async function callJson<T>(
  path: string,
  { method = "GET", body, signal }: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { accept: "application/json", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Error(answer?.error?.message ?? `The server answered with HTTP ${response.status}.`);
}
