import { useSignal } from "@preact/signals";
import type { Series } from "./bars.tsx";
import { Plot } from "./plot.tsx";
import { ticks } from "./scale.ts";

/** The values at one moment, in the order of the series; `null` where there is none. */
export interface Point {
  label: string;
  title: string;
  values: readonly (number | null)[];
}

/** Lines over time. Above them stands what the moment has that is pointed at, the last one otherwise. */
export function LineChart({ title, points, series, format }: {
  /** What is shown, for those who do not see it. */
  title: string;
  points: readonly Point[];
  series: readonly Series[];
  format: (value: number) => string;
}) {
  const pointed = useSignal<number | null>(null);
  const axis = ticks(Math.max(0, ...points.flatMap(({ values }) => values.map((v) => v ?? 0))));
  const top = axis.at(-1) || 1;
  const width = 100 / Math.max(1, points.length);
  const shown = points[pointed.value ?? points.length - 1];
  return (
    <figure class="chart" aria-label={title} onMouseLeave={() => pointed.value = null}>
      <figcaption>
        <strong>{shown?.title ?? ""}</strong>
        {series.map(({ label, color }, place) => {
          const value = shown?.values[place] ?? null;
          return (
            <span key={label} class={`key key-${color}`}>
              {label} <b>{value === null ? "–" : format(value)}</b>
            </span>
          );
        })}
      </figcaption>
      <Plot axis={axis} labels={points.map(({ label }) => label)} format={format}>
        {series.map(({ label, color }, place) => (
          <path
            key={label}
            class={`line stroke-${color}`}
            d={path(points.map(({ values }) => values[place] ?? null), width, top)}
          />
        ))}
        {points.map((point, place) => (
          <g
            key={point.title}
            onMouseEnter={() => pointed.value = place}
          >
            <rect class="hit" x={place * width} y="0" width={width} height="100" />
          </g>
        ))}
      </Plot>
    </figure>
  );
}

/** A line through what there is; gaps stay gaps, and a single value is a short dash. */
function path(values: readonly (number | null)[], width: number, top: number): string {
  return values.map((value, place) => {
    if (value === null) return "";
    const [x, y] = [((place + 0.5) * width).toFixed(2), (100 - 100 * value / top).toFixed(2)];
    const isFirst = (values[place - 1] ?? null) === null;
    const isAlone = isFirst && (values[place + 1] ?? null) === null;
    return `${isFirst ? "M" : "L"}${x} ${y}${isAlone ? `h${(width / 4).toFixed(2)}` : ""}`;
  }).join("");
}
