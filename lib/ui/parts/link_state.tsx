import type { Link } from "../live.ts";
import { formatCount } from "../format.ts";

const TEXTS: Readonly<Record<Link, string>> = {
  live: "live",
  polling: "every 5 s",
  lost: "no connection: these numbers are from before",
};

/** How fresh the page is, and how many requests run now. */
export function LinkState({ link, inFlight }: { link: Link; inFlight: number }) {
  const text = link !== "lost" && inFlight > 0 ? `${formatCount(inFlight)} running` : TEXTS[link];
  return <span class={`link-state ${link}`} role="status">{text}</span>;
}
