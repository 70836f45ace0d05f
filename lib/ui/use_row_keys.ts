import { useEffect } from "preact/hooks";
import { isTyping } from "./keys.ts";

/** j and k: the next and the previous row, or the next request while one is open. Enter is the link's own. */
export function useRowKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step === 0 || isTyping(event)) return;
      event.preventDefault();
      if (document.querySelector("dialog.drawer[open]") !== null) {
        document.querySelector<HTMLElement>(step === 1 ? ".drawer a.next" : ".drawer a.previous")
          ?.click();
        return;
      }
      const rows = [...document.querySelectorAll<HTMLElement>("main table a.row")];
      const at = rows.findIndex((row) => row === document.activeElement);
      rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
