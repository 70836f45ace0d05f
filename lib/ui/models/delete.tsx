import { callJson } from "../api.ts";
import { Problem } from "../parts/panel.tsx";
import { ModelDialog, type Ways } from "./model_dialog.tsx";
import type { ModelRow } from "./page.ts";
import { problemOf, useAction } from "./use_action.ts";

/** Asks before an alias is deleted. */
export function DeleteDialog({ row, file, ways }: { row: ModelRow; file: string; ways: Ways }) {
  const { state, run } = useAction();
  const remove = () =>
    run(async () => {
      const path = `/api/models/${encodeURIComponent(row.name)}`;
      await callJson(path, { method: "DELETE" });
      ways.close();
      await ways.done(`${row.name} is deleted.`);
    });
  const problem = problemOf(state.value, null);
  return (
    <ModelDialog title={`Delete ${row.name}?`} close={ways.close} focus="inside" isLight>
      {problem !== null && <Problem message={problem} />}
      <p>
        It goes out of <code>{file}</code>{" "}
        with the comments that belong to it; a copy of the file stays beside it. Clients that ask
        for it get an error.
      </p>
      <p class="muted">Its requests and what they cost stay in the log.</p>
      <footer>
        <button type="button" autofocus onClick={ways.close}>Cancel</button>
        <button type="button" class="danger" disabled={state.value.isBusy} onClick={remove}>
          Delete
        </button>
      </footer>
    </ModelDialog>
  );
}
