import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Held, hold } from "./hold.ts";
import type { RequestsPage, Row } from "./page.ts";

/** Farther down somebody reads, in pixels. */
const TOP = 120;

/**
 * The rows to show: the newest, unless somebody is reading, who must not have them move. `release`
 * brings the new ones in.
 *
 * @param url of the list, without what is open: at another one there is another list
 */
export function useRows(
  { rows }: RequestsPage,
  { url, isOpen }: { url: string; isOpen: boolean },
): Held & { release(): void } {
  const released = useSignal(0);
  const last = useRef<{ url: string; shown: readonly Row[]; released: number }>({
    url,
    shown: rows,
    released: 0,
  });
  const isSame = last.current.url === url && last.current.released === released.value;
  const held = isSame && (isOpen || isReading())
    ? hold(last.current.shown, rows)
    : { rows, fresh: 0 };
  last.current = { url, shown: held.rows, released: released.value };
  return {
    ...held,
    release: () => {
      released.value++;
      scrollTo({ top: 0 });
    },
  };
}

/** Whether the list is being looked through: scrolled, with the keyboard in it, or marked for copying. */
function isReading(): boolean {
  if (typeof document === "undefined") return false;
  return scrollY > TOP || document.activeElement?.closest("table.requests tbody") != null ||
    document.getSelection()?.isCollapsed === false;
}
