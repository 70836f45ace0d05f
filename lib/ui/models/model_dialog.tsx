import type { ComponentChildren } from "preact";
import { Dialog } from "../parts/dialog.tsx";

/** What every dialog of this page gets: the page's address, and the ways from it. */
export interface Ways {
  /** The page's address with the dialog. */
  url: string;
  go: (url: string) => void;
  /** Goes to the address without it. */
  close: () => void;
  /** Gets the models anew, and tells what has been done. */
  done: (told: string) => Promise<void>;
}

/** A dialog with its heading, which has the focus at first unless something in it wants it. */
export function ModelDialog({ title, sub, close, focus = "heading", children, ...look }: {
  title: string;
  sub?: string;
  close: () => void;
  focus?: "heading" | "inside";
  isLight?: boolean;
  isWide?: boolean;
  children: ComponentChildren;
}) {
  return (
    <Dialog
      label={title}
      close={close}
      isLight={look.isLight ?? false}
      name={`model-dialog${look.isWide ? " model-dialog-wide" : ""}`}
    >
      <header>
        <div>
          <h2 tabIndex={-1} autofocus={focus === "heading"}>{title}</h2>
          {sub !== undefined && <p class="muted small">{sub}</p>}
        </div>
        <button type="button" class="icon quiet" aria-label="Close" onClick={close}>✕</button>
      </header>
      {children}
    </Dialog>
  );
}
