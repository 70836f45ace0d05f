/** Round numbers from 0 to at least `most`, about `count` of them, for the axis of a chart. */
export function ticks(most: number, count = 4): number[] {
  if (!(most > 0)) return [0];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power)
    .find((step) => step >= rough * (1 - 1e-9)) ?? rough;
  const steps = Math.ceil(most / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}

/** How far labels stand apart, in places, so that at most so many of them are shown. */
export function labelStep(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most));
}
