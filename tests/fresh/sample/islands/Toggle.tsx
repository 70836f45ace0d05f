import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";

export default function Toggle(props: { open: boolean; children: ComponentChildren }) {
  const open = useSignal(props.open);
  return (
    <section>
      <button type="button" class="toggle" onClick={() => open.value = !open.value}>Toggle</button>
      {open.value ? props.children : null}
    </section>
  );
}
