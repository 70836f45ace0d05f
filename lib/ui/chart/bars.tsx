import { useSignal } from "@preact/signals";
import { Plot } from "./plot.tsx";
import { ticks } from "./scale.ts";

/** A series of a chart: its name and its place among the colours. */
export interface Series {
  label: string;
  /** 0 to 7. */
  color: number;
}

/** One bar: its parts from the bottom, in the order of the series. */
export interface Bar {
  /** Short, for the axis. */
  label: string;
  /** In full, for what is read out. */
  title: string;
  values: readonly number[];
  /** Where a click leads. */
  href?: string;
}

/**
 * Stacked bars. Above them stands what each series sums up to, or what the bar has that is pointed at:
 * nothing floats over the page, and keys and fingers get the same.
 */
export function BarChart({ title, bars, series, format, tick = format }: {
  /** What is shown, for those who do not see it. */
  title: string;
  bars: readonly Bar[];
  series: readonly Series[];
  format: (value: number) => string;
  /** A value of the axis, where that is written in another way. */
  tick?: (value: number, axis: readonly number[]) => string;
}) {
  const pointed = useSignal<number | null>(null);
  const heights = bars.map(({ values }) => sum(values));
  const axis = ticks(Math.max(0, ...heights));
  const top = axis.at(-1) || 1;
  const bar = pointed.value === null ? undefined : bars[pointed.value];
  const values = bar?.values ??
    series.map((_, place) => sum(bars.map((b) => b.values[place] ?? 0)));
  return (
    <figure class="chart" aria-label={title} onMouseLeave={() => pointed.value = null}>
      <figcaption>
        <strong>{bar ? bar.title : "Total"} · {format(sum(values))}</strong>
        {series.map(({ label, color }, place) => (
          <span key={label} class={`key key-${color}`}>
            {label} <b>{format(values[place] ?? 0)}</b>
          </span>
        ))}
      </figcaption>
      <Plot axis={axis} labels={bars.map(({ label }) => label)} format={tick}>
        {bars.map((bar, place) => (
          <Stack
            key={bar.title}
            bar={bar}
            {...{ place, top, series, format }}
            width={100 / bars.length}
            point={() => pointed.value = place}
          />
        ))}
      </Plot>
    </figure>
  );
}

function Stack({ bar, place, width, top, series, format, point }: {
  bar: Bar;
  place: number;
  width: number;
  top: number;
  series: readonly Series[];
  format: (value: number) => string;
  point: () => void;
}) {
  const x = place * width;
  let y = 100;
  const parts = bar.values.map((value, at) => {
    const height = 100 * value / top;
    y -= height;
    return height > 0 && (
      <rect
        key={at}
        class={`fill-${series[at]?.color ?? 5}`}
        x={x + width * 0.12}
        {...{ y, height }}
        width={width * 0.76}
      />
    );
  });
  const whole = (
    <>
      {parts}
      <rect class="hit" {...{ x, width }} y="0" height="100" />
    </>
  );
  const listen = { onMouseEnter: point, onFocus: point };
  if (bar.href === undefined) return <g {...listen}>{whole}</g>;
  return (
    <a href={bar.href} aria-label={`${bar.title}: ${format(sum(bar.values))}`} {...listen}>
      {whole}
    </a>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
