import type { ComponentChildren } from "preact";
import { Dialog } from "../parts/dialog.tsx";

/** What is open beside the list. */
export function Drawer({ label, close, children }: {
  label: string;
  /** Goes back to the list. */
  close: () => void;
  children: ComponentChildren;
}) {
  return (
    <Dialog label={label} close={close} name="drawer" isLight>
      <div class="inside">{children}</div>
    </Dialog>
  );
}
