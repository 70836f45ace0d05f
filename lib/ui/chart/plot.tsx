import type { ComponentChildren } from "preact";
import { labelStep } from "./scale.ts";

const MOST_LABELS = 8;

/**
 * The frame of a chart. What is drawn in it has 100 by 100 units whatever its size; texts stand beside
 * it in HTML, which does not stretch.
 */
export function Plot({ axis, labels, format, children }: {
  /** Values at the lines, from 0. */
  axis: readonly number[];
  labels: readonly string[];
  format: (value: number, axis: readonly number[]) => string;
  children: ComponentChildren;
}) {
  const top = axis.at(-1) || 1;
  const step = labelStep(labels.length, MOST_LABELS);
  return (
    <div class="plot">
      <div class="axis-y" aria-hidden="true">
        {axis.map((value) => <span key={value}>{format(value, axis)}</span>)}
      </div>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none">
        {axis.map((value) => (
          <line
            key={value}
            class="grid"
            x1="0"
            x2="100"
            y1={100 - 100 * value / top}
            y2={100 - 100 * value / top}
          />
        ))}
        {children}
      </svg>
      <div class="axis-x" aria-hidden="true">
        {labels.map((label, place) => (
          <span key={place} class={place % (2 * step) === 0 ? undefined : "less"}>
            {place % step === 0 && label}
          </span>
        ))}
      </div>
    </div>
  );
}
