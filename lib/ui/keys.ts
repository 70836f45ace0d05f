/** The keys of every page, for its help. Pages add their own. */
export const KEYS: readonly { keys: string[]; does: string }[] = [
  { keys: ["1", "2", "3", "4"], does: "Stats, Calendar, Models, Requests" },
  { keys: ["/"], does: "Search" },
  { keys: ["j", "k"], does: "Next and previous row" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["?"], does: "This help" },
];

/** Whether a key is meant for what has the focus: a text field, a menu, a dialog that is open. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  return target?.closest("input, textarea, select, [contenteditable]") != null ||
    document.querySelector("dialog[open]:not(.drawer)") !== null;
}
