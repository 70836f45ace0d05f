import { useSignal } from "@preact/signals";

const TOLD_MS = 1500;

/** Puts a text on the clipboard and says so. Works where the page is an island. */
export function Copy({ text, label = "Copy" }: {
  text: string | (() => string | Promise<string>);
  label?: string;
}) {
  const told = useSignal("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      told.value = "Copied";
    } catch {
      // Browsers allow it on https and on localhost alone.
      told.value = "Not allowed here";
    }
    setTimeout(() => told.value = "", TOLD_MS);
  };
  return (
    <button type="button" class="quiet" onClick={copy}>
      <span aria-live="polite">{told.value || label}</span>
    </button>
  );
}
