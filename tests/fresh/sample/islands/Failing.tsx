import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Signal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";

/** Fails in the browser in the midst of its elements, of which one is not the server's. */
export function Deep({ children }: { children: ComponentChildren }) {
  return (
    <article>
      {IS_BROWSER ? <b>other</b> : <h2>Deep</h2>}
      {children}
      <p>
        before {1} and {2} <Bomb /> after {3}
      </p>
    </article>
  );
}

function Bomb() {
  if (IS_BROWSER) throw new Error("deep");
  return <em>whole</em>;
}

/** Fails after it was hydrated. */
export function Effect() {
  useEffect(() => {
    throw new Error("effect");
  }, []);
  return <p>effect stays</p>;
}

/** Fails when its signal is above 2. */
export function Brittle({ count }: { count: Signal<number> }) {
  if (count.value > 2) throw new Error("brittle");
  return <p>brittle {count.value}</p>;
}
