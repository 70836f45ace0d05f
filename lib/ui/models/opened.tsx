import { Problem } from "../parts/panel.tsx";
import { AddDialog } from "./add.tsx";
import { ConnectDialog } from "./connect.tsx";
import { DeleteDialog } from "./delete.tsx";
import { EditDialog } from "./edit.tsx";
import { ModelDialog, type Ways } from "./model_dialog.tsx";
import type { ModelsPage, Opened } from "./page.ts";
import { TestDialog } from "./test.tsx";

/** The dialog that the page's address opens. */
export function OpenDialog({ params, page, opened, problem, reload, ways }: {
  params: URLSearchParams;
  page: ModelsPage;
  opened: Opened;
  /** Why what the dialog needs has not come. */
  problem: string | null;
  reload: () => void;
  ways: Ways;
}) {
  const doing = params.get("do") ?? "";
  const name = params.get("model");
  const title = TITLES.get(doing);
  if (title === undefined) return null;
  if (doing === "add" && opened.add) return <AddDialog data={opened.add} page={page} ways={ways} />;
  if (doing === "connect" && opened.connect) {
    const aliases = page.models.filter(({ enabled }) => enabled).map(({ name }) => name);
    return <ConnectDialog data={opened.connect} aliases={aliases} ways={ways} />;
  }
  const row = page.models.find((model) => model.name === name);
  if (row !== undefined) {
    const { file, defaults } = page;
    if (doing === "edit") return <EditDialog key={name} {...{ row, file, defaults, ways }} />;
    if (doing === "test") return <TestDialog key={name} row={row} ways={ways} />;
    if (doing === "delete") return <DeleteDialog key={name} row={row} file={file} ways={ways} />;
  }
  const isLoading = doing === "add" || doing === "connect";
  return (
    <ModelDialog title={title} close={ways.close} isLight>
      {problem !== null && <Problem message={problem} retry={reload} />}
      {problem === null && (
        <p class="muted">{isLoading ? "Loading …" : `There is no model ${name ?? ""}.`}</p>
      )}
    </ModelDialog>
  );
}

const TITLES: ReadonlyMap<string, string> = new Map([
  ["add", "Add a model"],
  ["connect", "Connect a client"],
  ["edit", "Edit a model"],
  ["test", "Test a model"],
  ["delete", "Delete a model"],
]);
