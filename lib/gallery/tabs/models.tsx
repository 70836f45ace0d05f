import type { ComponentChildren, VNode } from "preact";
import ModelsTab from "../../../islands/ModelsTab.tsx";
import { FileProblems } from "../../ui/models/notices.tsx";
import { Field } from "../../ui/models/field.tsx";
import { ModelChoice } from "../../ui/models/model_choice.tsx";
import type { ModelsPage, Opened } from "../../ui/models/page.ts";
import { ParamFields } from "../../ui/models/params.tsx";
import { Price } from "../../ui/models/price.tsx";
import { ModelTable } from "../../ui/models/table.tsx";
import { Result } from "../../ui/models/test.tsx";
import type { Tried } from "../../ui/models/try_model.ts";
import { Panel } from "../../ui/parts/panel.tsx";
import { viewAt } from "../data/base.ts";
import {
  addData,
  brokenFile,
  connectData,
  few,
  many,
  modelsPage,
  standings,
} from "../data/models.ts";
import { nothing, type Part } from "../types.ts";

const shown = (first: ModelsPage, query = "", opened: Opened = {}): () => VNode => () => (
  <ModelsTab first={first} url={`/models?${query}`} opened={opened} />
);

const panel = (label: string, children: ComponentChildren) => (
  <Panel label={label}>{children}</Panel>
);

const defaults = { timeout: 120, num_retries: 3 };

const tried: Tried = {
  ...{ text: "ok", isCut: false, ms: 812, promptTokens: 9, completionTokens: 2 },
  ...{ cost: 0.0000041, requestId: "3f0c7a52" },
};

const [provider] = addData.providers;
const catalogue = Array.from({ length: 12 }, (_, place) => ({
  model_id: `orbit-${place}`,
  name: `Orbit ${place}`,
  input_cost_per_million: place === 3 ? null : 0.2 * place,
  output_cost_per_million: place === 3 ? null : 1.5 * place,
  max_tokens: 128_000,
}));

const choice = (state: { isLoading?: boolean; problem?: string; chosen?: string }) => () => (
  <Panel label="A choice">
    {provider && (
      <ModelChoice
        models={state.isLoading || state.problem ? [] : catalogue}
        isLoading={state.isLoading ?? false}
        problem={state.problem ?? null}
        provider={provider}
        chosen={state.chosen ?? ""}
        choose={nothing}
        error={null}
      />
    )}
  </Panel>
);

const first = few[0]?.name ?? "";
const missing = standings[1]?.name ?? "";

/** The tab Models. */
export const MODELS: Part = {
  name: "models",
  title: "Models",
  sheets: ["models"],
  states: {
    "empty": shown(modelsPage([])),
    "just begun": shown(modelsPage(few)),
    "every standing": shown(modelsPage(standings)),
    "crowded, sorted by cost": shown(modelsPage(many), "sort=cost&dir=desc"),
    "none matches": shown(modelsPage(few), "q=nothing+like+it"),
    "broken file": shown(modelsPage(few, brokenFile)),
    "one warning": () => (
      <FileProblems
        {...modelsPage(few, { problems: brokenFile.problems?.slice(1, 2) ?? [] })}
      />
    ),
    "being switched": () => (
      <ModelTable
        rows={few}
        view={viewAt()}
        sort={{ by: "", dir: "asc" }}
        url="/models"
        toggle={nothing}
        busy={first}
      />
    ),
    "prices": () =>
      panel(
        "Prices",
        [0, 0.0000004, 0.025, 2, 15.125, 1200, null].map((usd) => (
          <p key={usd}>
            <Price usd={usd} />
          </p>
        )),
      ),
    "add": shown(modelsPage(few), "do=add", { add: addData }),
    "add, loading": shown(modelsPage(few), "do=add"),
    "choice, loading": choice({ isLoading: true }),
    "choice, error": choice({ problem: "The server does not answer." }),
    "choice": choice({}),
    "choice, chosen": choice({ chosen: "orbit-4" }),
    "fields, one wrong": () =>
      panel(
        "Fields",
        <>
          <Field
            name="model_name"
            label="Alias"
            value="fast"
            change={nothing}
            error="It is taken."
          />
          <ParamFields
            params={{ temperature: "9" }}
            change={nothing}
            state={{
              isBusy: false,
              problem: { message: "`temperature` has to be 0 to 2.", param: "temperature" },
            }}
            defaults={defaults}
            fixed={{ top_p: "os.environ/TOP_P" }}
          />
        </>,
      ),
    "edit": shown(modelsPage(standings), `do=edit&model=${encodeURIComponent(missing)}`),
    "edit, not there": shown(modelsPage(few), "do=edit&model=gone"),
    "test": shown(modelsPage(few), `do=test&model=${first}`),
    "test, key missing": shown(
      modelsPage(standings),
      `do=test&model=${encodeURIComponent(missing)}`,
    ),
    "result": () => panel("Result", <Result tried={tried} />),
    "result, unpriced and cut": () =>
      panel("Result", <Result tried={{ ...tried, text: "", isCut: true, cost: null }} />),
    "delete": shown(modelsPage(few), `do=delete&model=${first}`),
    "connect": shown(modelsPage(few), "do=connect", { connect: connectData }),
    "connect, nothing to": shown(modelsPage([]), "do=connect", {
      connect: { ...connectData, alias: null, clients: [] },
    }),
  },
};
