import type { Sums } from "./page.ts";

/** Whether of what was asked not one request has a known price. */
export function isUnpriced({ requests, unpriced }: Sums): boolean {
  return requests > 0 && unpriced === requests;
}

/** A share as text: `0.4 %`, `12 %`; a dash of nothing. Only nothing is 0 %, and only all is 100 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const share = 100 * part / whole;
  if (share > 0 && share < 0.05) return "<0.1 %";
  if (share >= 99.5 && share < 100) return ">99 %";
  return `${share > 0 && share < 9.95 ? share.toFixed(1) : Math.round(share)} %`;
}
