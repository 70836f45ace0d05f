import type { ComponentChildren } from "preact";
import { formatCount } from "../format.ts";
import { Copy } from "../parts/copy.tsx";
import { Money, When } from "../parts/values.tsx";
import { formatDuration, instantOf } from "../time.ts";
import { momentIn } from "../zone.ts";
import type { RequestDetail } from "./detail.ts";
import { Outcome } from "./table.tsx";

/** What one wants to know first, and the rest in small. */
export function Facts({ detail: { request, now, zone, dropped } }: { detail: RequestDetail }) {
  const { prompt_tokens, completion_tokens, cache_read_tokens, reasoning_tokens } = request;
  const sign = request.usage_estimated === true ? "≈ " : "";
  const tokens = (count: number | null) => count === null ? "–" : sign + formatCount(count);
  return (
    <>
      <dl class="cards">
        <Fact name="Cost">
          {request.outcome === "running" || (request.cost === null && request.total_tokens === null)
            ? "–"
            : <Money usd={request.cost} />}
        </Fact>
        <Fact name="Time">{formatDuration(request.duration_ms)}</Fact>
        <Fact name="Input" note={part(cache_read_tokens, "from the cache")}>
          {tokens(prompt_tokens)}
        </Fact>
        <Fact name="Output" note={part(reasoning_tokens, "reasoning")}>
          {tokens(completion_tokens)}
        </Fact>
      </dl>
      <dl class="facts">
        <Line name="When" isLong>
          {momentIn(zone, instantOf(request.timestamp))}{" "}
          <span class="muted">
            (<When timestamp={request.timestamp} now={now} zone={zone} />)
          </span>
        </Line>
        <Line name="Answered by">{answeredBy(request)}</Line>
        <Line name="Answer">
          {request.stream === null ? null : request.stream ? "streamed" : "whole"}
        </Line>
        <Line name="Ended with">{request.finish_reason}</Line>
        <Line name="Client">{request.client}</Line>
        <Line name="Project">
          {request.project && (
            <a href={`/requests?${new URLSearchParams({ project: request.project })}`}>
              {request.project}
            </a>
          )}
        </Line>
        <Line name="Left out">{dropped.join(", ")}</Line>
        <Line name="Request id" isLong>
          {request.request_id && (
            <>
              <code>{request.request_id}</code>
              <Copy text={request.request_id} />
            </>
          )}
        </Line>
      </dl>
    </>
  );
}

function Fact({ name, note, children }: {
  name: string;
  note?: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class="card">
      <dt>{name}</dt>
      <dd class="value">{children}</dd>
      {note !== undefined && <dd class="note">{note}</dd>}
    </div>
  );
}

/** A fact in small; none where it is not known. */
function Line({ name, isLong = false, children }: {
  name: string;
  isLong?: boolean;
  children: ComponentChildren;
}) {
  if (children === null || children === "") return null;
  return (
    <div class={isLong ? "long" : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The name of the request, how it ended, and what stands beside it. */
export function DetailHead({ detail: { request }, level, children }: {
  detail: RequestDetail;
  /** Of its heading in the page. */
  level: 1 | 2;
  children?: ComponentChildren;
}) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <header class="detail-head">
      <Heading>{request.model}</Heading>
      <Outcome row={request} />
      {children}
    </header>
  );
}

function answeredBy({ provider, upstream_model, model }: RequestDetail["request"]) {
  if (provider === null) return null;
  return upstream_model === null || upstream_model === model
    ? provider
    : `${provider}, ${upstream_model}`;
}

function part(count: number | null, of: string): string | undefined {
  return count === null || count === 0 ? undefined : `${formatCount(count)} ${of}`;
}
