import type { ComponentChildren } from "preact";
import type { ReadonlySignal, Signal } from "@preact/signals";
import { Counter } from "./Counter.tsx";

interface Props {
  count: Signal<number>;
  double: ReadonlySignal<number>;
  rows: { id: number; text: string }[];
  header: ComponentChildren;
  children: ComponentChildren;
}

/** Renders an island itself, JSX by two props, much data, and a signal that cannot be set. */
export default function Props({ count, double, rows, header, children }: Props) {
  return (
    <section>
      <header>{header}</header>
      <Counter count={count} />
      <output>{double}</output>
      <p class="rows">{rows.length} {rows.at(-1)?.text}</p>
      {children}
    </section>
  );
}
