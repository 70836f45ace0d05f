import { useSignal } from "@preact/signals";
import { Dialog } from "../parts/dialog.tsx";
import { Panel } from "../parts/panel.tsx";
import { When } from "../parts/values.tsx";
import { requestsOf } from "./links.ts";
import type { StatsPage } from "./page.ts";

/** The newest failures, each a link to its request; `clear` deletes them, after a question. */
export function Errors({ page, clear }: { page: StatsPage; clear: () => Promise<void> }) {
  const isAsking = useSignal(false);
  const { errors, view } = page;
  if (errors.length === 0) return null;
  const close = () => isAsking.value = false;
  const button = (
    <button type="button" class="quiet" onClick={() => isAsking.value = true}>Clear errors</button>
  );
  return (
    <Panel title="Recent errors" actions={button}>
      <ul class="errors">
        {errors.map(({ id, timestamp, model, error }) => (
          <li key={id}>
            <When timestamp={timestamp} now={view.now} zone={view.zone} />
            <a href={requestsOf(page, { outcome: "failed", open: id })}>{model}</a>
            <span>{error}</span>
          </li>
        ))}
      </ul>
      {isAsking.value && (
        <Dialog label="Clear errors" close={close} isLight name="ask">
          <h2>Clear the list of errors?</h2>
          <p>
            Failed requests of all times and projects are deleted from the log. Those that cost
            money stay in it, and only leave this list.
          </p>
          <footer>
            <button type="button" autofocus onClick={close}>Cancel</button>
            <button
              type="button"
              class="danger"
              onClick={async () => {
                close();
                await clear();
              }}
            >
              Clear errors
            </button>
          </footer>
        </Dialog>
      )}
    </Panel>
  );
}
