import { formatCount } from "../format.ts";
import { hasTools } from "./body.ts";
import type { Bench } from "./state.ts";

/** What comes from a request that is asked again, beside its question: all models get it, too. */
export function Replayed({ bench, set }: {
  bench: Bench;
  set: (change: Partial<Bench>) => void;
}) {
  const { history, toolsOff } = bench;
  const isTooled = hasTools(bench);
  if (history.length === 0 && !isTooled) return null;
  return (
    <p class="replayed">
      {history.length > 0 && (
        <span class="muted">
          All go on from {history.length === 1
            ? "an earlier message"
            : `${formatCount(history.length)} earlier messages`}.
          <button type="button" class="quiet" onClick={() => set({ history: [] })}>
            Leave out
          </button>
        </span>
      )}
      {isTooled && (
        <label>
          <input
            type="checkbox"
            checked={toolsOff}
            onChange={(event) => set({ toolsOff: event.currentTarget.checked })}
          />{" "}
          Tools off
        </label>
      )}
    </p>
  );
}
