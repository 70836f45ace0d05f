import { formatCost } from "../format.ts";
import type { Sums } from "./page.ts";

/** The cost of some requests as text; "unpriced" where not one of them has a known price. */
export function costText({ requests, unpriced, cost }: Sums): string {
  return formatCost(requests > 0 && unpriced === requests ? null : cost);
}

/** A share as text: `0.4 %`, `12 %`; a dash of nothing. Only nothing is 0 %, and only all is 100 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const share = 100 * part / whole;
  if (share > 0 && share < 0.05) return "<0.1 %";
  if (share >= 99.5 && share < 100) return ">99 %";
  return `${share > 0 && share < 9.95 ? share.toFixed(1) : Math.round(share)} %`;
}
