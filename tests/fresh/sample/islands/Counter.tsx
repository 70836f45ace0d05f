import type { Signal } from "@preact/signals";

export function Counter({ count }: { count: Signal<number> }) {
  return <button type="button" onClick={() => count.value++}>Count {count}</button>;
}

export function Total({ count }: { count: Signal<number> }) {
  return <output>{count.value * 2}</output>;
}
