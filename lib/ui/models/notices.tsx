import { Panel } from "../parts/panel.tsx";
import type { ModelRow, ModelsPage } from "./page.ts";

/** More of them are folded. */
const SHOWN = 5;

/** What is wrong with the configuration's file, each with its place in it. */
export function FileProblems({ file, problems, isHeld }: ModelsPage) {
  if (problems.length === 0) return null;
  const [first, rest] = [problems.slice(0, SHOWN), problems.slice(SHOWN)];
  const item = (problem: ModelsPage["problems"][number], place: number) => (
    <li key={place}>
      <span class={`badge ${problem.severity === "error" ? "bad" : "warn"}`}>
        {problem.severity}
      </span>
      <code>line {problem.line}:{problem.column}</code>
      <span>
        {problem.alias !== null && <strong>{`${problem.alias}: `}</strong>}
        {problem.message}
      </span>
    </li>
  );
  return (
    <Panel title={`${file}: ${count(problems.length, "thing")} to mend`}>
      {isHeld && <p>The file cannot be used as it is now. What it said before stays in force.</p>}
      <ul class="file-problems">{first.map(item)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <ul class="file-problems">{rest.map(item)}</ul>
        </details>
      )}
    </Panel>
  );
}

/** What many models have in common: keys that are missing, hosts that need a restart. */
export function Missing({ models }: { models: readonly ModelRow[] }) {
  const enabled = models.filter((model) => model.enabled);
  const variables = counted(enabled, ({ key }) => key.state === "missing" ? key.variable : null);
  const hosts = counted(enabled, ({ beyond }) => beyond);
  if (variables.length + hosts.length === 0) return null;
  return (
    <div class="missing">
      {variables.length > 0 && (
        <div>
          <strong>Not set:</strong> <Names names={variables} /> Put{" "}
          {variables.length === 1 ? "it" : "them"} into <code>.env</code>: that counts at once.
        </div>
      )}
      {hosts.length > 0 && (
        <div>
          <strong>Needs a restart:</strong> <Names names={hosts} />{" "}
          The server can reach only the hosts that it was started for.
        </div>
      )}
    </div>
  );
}

function Names({ names }: { names: readonly (readonly [string, number])[] }) {
  return (
    <ul>
      {names.map(([name, models]) => (
        <li key={name}>
          <code>{name}</code> <span class="muted">{count(models, "model")}</span>
        </li>
      ))}
    </ul>
  );
}

function counted(rows: readonly ModelRow[], of: (row: ModelRow) => string | null) {
  const groups = Map.groupBy(rows, of);
  return [...groups].flatMap(([name, rows]) => name === null ? [] : [[name, rows.length] as const]);
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
