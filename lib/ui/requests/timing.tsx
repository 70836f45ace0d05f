import { formatDuration } from "../time.ts";
import type { RequestDetail } from "./detail.ts";
import { type Segment, type Stretch, timeline } from "./timing.ts";

const NAMES: Readonly<Record<Stretch, string>> = {
  before: "Before the call",
  failed: "Failed call",
  wait: "Wait",
  first: "To the first token",
  answer: "Answer",
};
/** Shorter stretches would not be seen, in thousandths of the bar. */
const LEAST = 3;

/** Where the request's time went, as a bar and in numbers. */
export function Timing({ detail }: { detail: RequestDetail }) {
  const segments = timeline(detail);
  const total = segments.reduce((sum, { ms }) => sum + ms, 0);
  const { stream, completion_tokens } = detail.request;
  const answer = segments.find(({ kind }) => kind === "answer");
  const hasFirst = segments.some(({ kind }) => kind === "first");
  if (total === 0) return <p class="muted">Nothing is known of its time.</p>;
  const speed = stream && hasFirst && answer && completion_tokens && answer.ms >= 100
    ? `${(completion_tokens / answer.ms * 1000).toFixed(1)} tokens/s`
    : null;
  return (
    <div class="timing">
      <svg
        viewBox="0 0 1000 10"
        preserveAspectRatio="none"
        role="img"
        aria-label={told(segments, stream)}
      >
        {segments.map(({ kind, from, ms }) => (
          <rect
            key={from}
            class={kind}
            x={round(from / total * 1000)}
            width={Math.max(LEAST, round(ms / total * 1000))}
            height="10"
          />
        ))}
      </svg>
      <ul>
        {segments.map((segment) => (
          <li key={segment.from} class={segment.kind}>
            <span class="muted">{nameOf(segment, stream)}</span> {formatDuration(segment.ms)}
          </li>
        ))}
        <li class="sum">
          <span class="muted">Altogether</span> {formatDuration(total)}
          {speed !== null && <span class="muted">{` · ${speed}`}</span>}
        </li>
      </ul>
    </div>
  );
}

function told(segments: readonly Segment[], stream: boolean | null): string {
  return segments.map((one) => `${nameOf(one, stream)}: ${formatDuration(one.ms)}`).join(", ");
}

function nameOf({ kind, attempt }: Segment, stream: boolean | null): string {
  // A whole answer has no token that comes first.
  if (kind === "first" && stream === false) return "To the answer";
  return attempt === null ? NAMES[kind] : `${NAMES[kind]} ${attempt}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
