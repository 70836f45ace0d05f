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

/** Some of many labels, so many that they have room: the first, and others at even distances. */
export function thinned<T>(labels: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(labels.length / most));
  return labels.filter((_, place) => place % step === 0);
}
