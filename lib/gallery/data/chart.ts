import type { Bar, Series } from "../../ui/chart/bars.tsx";
import type { Point } from "../../ui/chart/lines.tsx";
import { chance } from "./base.ts";
import { UNBROKEN } from "./names.ts";

/** A series in each colour; the name of one is long. */
export const SERIES: readonly Series[] = Array.from({ length: 8 }, (_, color) => ({
  label: color === 6 ? UNBROKEN.provider : `series ${color + 1}`,
  color,
}));

const HEIGHTS: Readonly<Record<"all" | "zero" | "peak", (place: number) => number>> = {
  all: (place) => 4 * chance(place),
  zero: () => 0,
  peak: (place) => place === 17 ? 9000 : 0.02 * chance(place),
};

/** So many bars. */
export function chart(count: number, kind: keyof typeof HEIGHTS, href?: string): Bar[] {
  return Array.from({ length: count }, (_, place) => ({
    label: `${place + 1} Jun`,
    title: `Bar ${place + 1}`,
    values: SERIES.map((_, at) => HEIGHTS[kind](place) * chance(place, at)),
    ...(href === undefined ? {} : { href }),
  }));
}

/** So many moments of three lines. */
export function points(count: number, hasGaps: boolean): Point[] {
  return Array.from({ length: count }, (_, place) => ({
    label: `${place}:00`,
    title: `${place}:00`,
    values: [0, 1, 2].map((line) =>
      hasGaps && (place + line) % 5 < 2 ? null : 300 * (line + 1) + 200 * chance(place, line)
    ),
  }));
}
