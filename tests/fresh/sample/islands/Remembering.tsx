import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";

/** Begins closed in the browser, where the server showed it open. */
export default function Remembering({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState(!IS_BROWSER);
  return (
    <section id="remembering">
      <button type="button" onClick={() => setOpen(!open)}>open</button>
      {open ? children : null}
    </section>
  );
}
