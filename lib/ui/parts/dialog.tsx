import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A layer above the page that the page's address opens, so that it is there without JavaScript, too.
 * It takes the focus, and gives it back to where it was.
 */
export function Dialog({ label, close, isLight = false, name, children }: {
  label: string;
  /** Goes to the address without it. */
  close: () => void;
  /** A click beside it closes it: nothing is lost by that. */
  isLight?: boolean;
  /** Its class. */
  name?: string;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // An effect would end after the dialog is gone, too late to give the focus back.
  useLayoutEffect(() => {
    const { current } = dialog;
    // The server's is open without being modal.
    current?.close();
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={name}
      aria-label={label}
      open
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => isLight && event.target === dialog.current && close()}
    >
      {children}
    </dialog>
  );
}
