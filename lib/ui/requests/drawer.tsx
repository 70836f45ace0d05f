import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** What is open beside the list. Without JavaScript it stands there, too, and `close` is a link. */
export function Drawer({ label, close, children }: {
  label: string;
  /** Goes back to the list. */
  close: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    // The server's is open without being modal.
    current?.close();
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-label={label}
      open
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="inside">{children}</div>
    </dialog>
  );
}
