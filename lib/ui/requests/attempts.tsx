import { formatDuration, instantOf } from "../time.ts";
import type { RequestDetail } from "./detail.ts";

/** The upstream calls with their errors and the waits before them. */
export function Attempts({ detail: { attempts, request } }: { detail: RequestDetail }) {
  const begin = instantOf(request.timestamp);
  return (
    <ol class="attempts">
      {attempts.map(({ number, started_at, duration_ms, waited_ms, status, error }) => (
        <li key={number}>
          <span class={`badge ${error === null ? "ok" : "failed"}`}>{status ?? "no answer"}</span>
          <span>
            {waited_ms > 0 && `waited ${formatDuration(waited_ms)}, `}
            began after {formatDuration(Math.max(0, instantOf(started_at) - begin))}, took{" "}
            {formatDuration(duration_ms)}
          </span>
          {error !== null && <p class="bad">{error}</p>}
        </li>
      ))}
    </ol>
  );
}
