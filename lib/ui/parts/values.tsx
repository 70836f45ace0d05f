import { formatCost } from "../format.ts";
import { formatAgo, instantOf } from "../time.ts";
import { momentIn } from "../zone.ts";

/**
 * An amount of money. An unknown price is "unpriced", never $0; a sum over which some had none says how
 * many.
 */
export function Money({ usd, unpriced = 0 }: { usd: number | null; unpriced?: number }) {
  if (usd === null) return <span class="unpriced">unpriced</span>;
  if (unpriced === 0) return <>{formatCost(usd)}</>;
  const title = `${unpriced} without a known price are not in this sum`;
  return (
    <span title={title}>
      {formatCost(usd)}
      <span class="unpriced more">+?</span>
    </span>
  );
}

/** What some requests cost: "unpriced" where not one has a known price. */
export function SumOf({ sums: { requests, unpriced, cost } }: {
  sums: { requests: number; unpriced: number; cost: number };
}) {
  const isKnown = requests === 0 || unpriced < requests;
  return <Money usd={isKnown ? cost : null} unpriced={unpriced} />;
}

/** A moment, relative to `now`; the exact one in the viewer's zone on hover. */
export function When({ timestamp, now, zone }: { timestamp: string; now: number; zone: string }) {
  const instant = instantOf(timestamp);
  if (Number.isNaN(instant)) return <time>{timestamp}</time>;
  return (
    <time dateTime={new Date(instant).toISOString()} title={momentIn(zone, instant)}>
      {formatAgo(timestamp, now)}
    </time>
  );
}

/** How much of a whole, as a thin bar beside its number. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="4" rx="2" />
      <rect class="bar" width={100 * Math.max(0, Math.min(1, share))} height="4" rx="2" />
    </svg>
  );
}
