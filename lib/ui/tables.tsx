import { formatCost, formatCount, formatTokens } from "./format.ts";
import type { ModelUse, RecentError, RecentRequest } from "./overview.ts";
import { formatAgo, formatDuration } from "./time.ts";

function Cost({ usd }: { usd: number | null }) {
  return <td class={usd === null ? "number unpriced" : "number"}>{formatCost(usd)}</td>;
}

function Name({ model, provider }: { model: string; provider: string | null }) {
  return (
    <th scope="row" class="name">
      <span title={model}>{model}</span>
      <small>{provider ?? "unknown provider"}</small>
    </th>
  );
}

/** What each model was used for, in the order given, with its share of the dearest one's cost. */
export function ModelTable({ models }: { models: ModelUse[] }) {
  const most = Math.max(0, ...models.map(({ cost }) => cost ?? 0));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" class="share">Share</th>
          <th scope="col" class="number">Requests</th>
          <th scope="col" class="number wide">Tokens</th>
          <th scope="col" class="number">Cost</th>
        </tr>
      </thead>
      <tbody>
        {models.map((use) => (
          <tr key={`${use.provider}/${use.model}`}>
            <Name model={use.model} provider={use.provider} />
            <td class="share">
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="100" height="4" rx="2" />
                <rect
                  class="bar"
                  width={most === 0 ? 0 : 100 * ((use.cost ?? 0) / most)}
                  height="4"
                  rx="2"
                />
              </svg>
            </td>
            <td class="number">{formatCount(use.requests)}</td>
            <td class="number wide">{formatTokens(use.tokens)}</td>
            <Cost usd={use.unpriced === use.requests ? null : use.cost} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The newest requests; times are seen from `now` (ms since the epoch). */
export function RequestTable({ requests, now }: { requests: RecentRequest[]; now: number }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" class="when">When</th>
          <th scope="col" class="number wide">Tokens</th>
          <th scope="col" class="number wide">Time</th>
          <th scope="col" class="number">Cost</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request, row) => (
          <tr key={row}>
            <Name model={request.model} provider={request.provider} />
            <td class="when">
              <time dateTime={request.timestamp} title={request.timestamp}>
                {formatAgo(request.timestamp, now)}
              </time>
            </td>
            <td class="number wide">{formatTokens(request.total_tokens)}</td>
            <td class="number wide">{formatDuration(request.duration_ms)}</td>
            <Cost usd={request.cost} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The newest failures, one line each. */
export function ErrorList({ errors, now }: { errors: RecentError[]; now: number }) {
  return (
    <ul class="errors">
      {errors.map(({ timestamp, model, error }, row) => (
        <li key={row}>
          <time dateTime={timestamp} title={timestamp}>{formatAgo(timestamp, now)}</time>
          <strong>{model}</strong>
          <span>{error}</span>
        </li>
      ))}
    </ul>
  );
}
