import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { callJson } from "../api.ts";
import { formatTokens } from "../format.ts";
import { withQuery } from "../link.ts";
import { Problem } from "../parts/panel.tsx";
import { ModelDialog, type Ways } from "./model_dialog.tsx";
import type { ModelRow, ModelsPage } from "./page.ts";
import { ParamFields, PARAMS, type Params, valueOf } from "./params.tsx";
import { Price } from "./price.tsx";
import { problemOf, useAction } from "./use_action.ts";

/** Edits the default parameters of an alias, and shows what else is known of it. */
export function EditDialog({ row, file, defaults, ways }: {
  row: ModelRow;
  file: string;
  defaults: ModelsPage["defaults"];
  ways: Ways;
}) {
  // As it was when the dialog opened: what others change meanwhile is theirs.
  const before = useSignal(typed(row)).peek();
  const params = useSignal<Params>(before);
  const wasEnabled = useSignal(row.enabled).peek();
  const isEnabled = useSignal(wasEnabled);
  const { state, run } = useAction();
  const save = () =>
    run(async () => {
      const changed = PARAMS.filter((name) => (params.value[name] ?? "") !== (before[name] ?? ""));
      const patch = {
        ...Object.fromEntries(changed.map((name) => [name, valueOf(params.value[name] ?? "")])),
        ...(isEnabled.value === wasEnabled ? {} : { enabled: isEnabled.value }),
      };
      if (Object.keys(patch).length > 0) {
        const path = `/api/models/${encodeURIComponent(row.name)}`;
        await callJson(path, { method: "PATCH", body: patch });
        await ways.done(`${row.name} is saved.`);
      }
      ways.close();
    });
  const problem = problemOf(state.value, null, PARAMS);
  return (
    <ModelDialog title={row.name} sub={row.litellm_model} close={ways.close}>
      <Facts row={row} file={file} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {problem !== null && <Problem message={problem} />}
        <h3>Defaults</h3>
        <p class="muted small">What a client sends wins over them.</p>
        <ParamFields
          params={params.value}
          change={(name, value) => params.value = { ...params.value, [name]: value }}
          state={state.value}
          defaults={defaults}
          fixed={fixed(row)}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={isEnabled.value}
            onChange={(event) => isEnabled.value = event.currentTarget.checked}
          />
          Clients may call it
        </label>
        <footer>
          <a class="button danger" href={withQuery(ways.url, { do: "delete" })}>Delete</a>
          <span class="apart"></span>
          <a class="button" href={withQuery(ways.url, { do: "test" })}>Test</a>
          <a class="button" href={withQuery(ways.url, { do: "connect" })}>Connect</a>
          <button type="submit" class="primary" disabled={state.value.isBusy}>Save</button>
        </footer>
      </form>
    </ModelDialog>
  );
}

function Facts({ row, file }: { row: ModelRow; file: string }) {
  const { key, problem, beyond, contextWindow, otherParams, line } = row;
  const cached = row.cached_input_cost_per_million;
  return (
    <dl class="model-facts">
      {problem !== null && fact("Problem", problem, "bad")}
      {key.state === "missing" && fact("Key", `Set ${key.variable} in .env.`, "warn")}
      {key.state !== "missing" && fact("Key", key.state)}
      {beyond !== null && fact("Restart", `needed to reach ${beyond}`, "warn")}
      {fact(
        "Price",
        <>
          <Price usd={row.input_cost_per_million} /> in, {cached !== null && (
            <>
              <Price usd={cached} /> cached,{" "}
            </>
          )}
          <Price usd={row.output_cost_per_million} /> out, per million tokens
        </>,
      )}
      {fact(
        "Context",
        contextWindow === null ? "not known" : `${formatTokens(contextWindow)} tokens`,
      )}
      {fact("Where", `${file}, line ${line}`)}
      {otherParams.length > 0 && fact("Also set", otherParams.join(", "))}
    </dl>
  );
}

function fact(name: string, value: ComponentChildren, mark?: string) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={mark}>{value}</dd>
    </div>
  );
}

function typed({ params }: ModelRow): Params {
  const numbers = Object.entries(params).filter(([, value]) => typeof value === "number");
  return Object.fromEntries(numbers.map(([name, value]) => [name, String(value)]));
}

/** What is written as anything but a number, such as `os.environ/TEMPERATURE`. */
function fixed({ params }: ModelRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).filter(([, value]) => typeof value !== "number"),
  );
}
