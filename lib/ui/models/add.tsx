import { useSignal } from "@preact/signals";
import { callJson, Refusal } from "../api.ts";
import { withQuery } from "../link.ts";
import { Problem } from "../parts/panel.tsx";
import { Field } from "./field.tsx";
import { ModelChoice } from "./model_choice.tsx";
import { ModelDialog, type Ways } from "./model_dialog.tsx";
import type { AddData, ModelsPage, Provider } from "./page.ts";
import { ParamFields, PARAMS } from "./params.tsx";
import { problemOf, useAction } from "./use_action.ts";
import { useCatalogue } from "./use_catalogue.ts";
import { aliasOf, bodyOf, keyOf, OTHER, type Wish } from "./wish.ts";

/** The fields beside which a problem can be shown. */
const SHOWN = [...PARAMS, "model_name", "litellm_model", "api_key_env", "api_base"];

/** Adds a model: its provider, the model of it, its name for clients, the variable of its key. */
export function AddDialog({ data: { providers }, page, ways }: {
  data: AddData;
  page: ModelsPage;
  ways: Ways;
}) {
  const wish = useSignal<Wish>({
    provider: providers.find(({ keySet }) => keySet) ?? providers[0] ?? OTHER,
    model: "",
    ...{ alias: null, keyEnv: null, base: "", params: {} },
  });
  const { provider, base, params } = wish.value;
  const change = (part: Partial<Wish>) => wish.value = { ...wish.value, ...part };
  const { state, run } = useAction();
  const catalogue = useCatalogue(provider);
  const taken = page.models.map(({ name }) => name);
  const alias = aliasOf(wish.value, taken);
  const add = () =>
    run(async () => {
      if (wish.value.model === "") throw new Refusal("Choose a model.", "litellm_model");
      const isKnown = catalogue.models.some(({ model_id }) => model_id === wish.value.model);
      await callJson("/api/models", { method: "POST", body: bodyOf(wish.value, taken, isKnown) });
      await ways.done(`${alias} is added.`);
      ways.go(withQuery(ways.url, { do: "test", model: alias }));
    });
  const error = (field: string | null) => problemOf(state.value, field, SHOWN);
  return (
    <ModelDialog title="Add a model" close={ways.close} focus="inside" isWide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {error(null) !== null && <Problem message={error(null) ?? ""} />}
        <ProviderChoice
          providers={providers}
          chosen={provider}
          choose={(provider) =>
            change({ provider, model: "", alias: null, keyEnv: null, base: "" })}
        />
        {provider.baseExample !== null && (
          <Field
            name="api_base"
            label="Address"
            value={base}
            change={(base) => change({ base })}
            placeholder={provider.baseExample}
            error={error("api_base")}
            inputmode="url"
          />
        )}
        <ModelChoice
          key={provider.displayName}
          {...catalogue}
          provider={provider}
          chosen={wish.value.model}
          choose={(model) => change({ model })}
          error={error("litellm_model")}
        />
        <div class="model-fields">
          <Field
            name="model_name"
            label="Alias: the name for clients"
            value={alias}
            change={(alias) => change({ alias })}
            error={error("model_name")}
          />
          <Field
            name="api_key_env"
            label="Variable of the key"
            value={keyOf(wish.value)}
            change={(keyEnv) => change({ keyEnv })}
            placeholder="none"
            error={error("api_key_env")}
            hint={keyHint(wish.value)}
          />
        </div>
        <details>
          <summary>Default parameters</summary>
          <ParamFields
            params={params}
            change={(name, value) => change({ params: { ...params, [name]: value } })}
            state={state.value}
            defaults={page.defaults}
          />
        </details>
        <footer>
          <button type="button" onClick={ways.close}>Cancel</button>
          <button type="submit" class="primary" disabled={state.value.isBusy}>Add</button>
        </footer>
      </form>
    </ModelDialog>
  );
}

const GROUPS: Readonly<Record<Provider["group"], string>> = {
  popular: "Popular",
  more: "More",
  "own machine": "On your own machine",
};

function ProviderChoice({ providers, chosen, choose }: {
  providers: readonly Provider[];
  chosen: Provider;
  choose: (provider: Provider) => void;
}) {
  const all = [...providers, OTHER];
  const option = (provider: Provider) => (
    <option
      key={provider.displayName}
      value={provider.displayName}
      selected={provider.displayName === chosen.displayName}
    >
      {provider.displayName}
      {provider.keySet ? " · key is set" : ""}
    </option>
  );
  return (
    <label class="field">
      <span>Provider</span>
      <select
        autofocus
        onChange={(event) => {
          const name = event.currentTarget.value;
          choose(all.find(({ displayName }) => displayName === name) ?? OTHER);
        }}
      >
        {(Object.keys(GROUPS) as Provider["group"][]).map((group) => (
          <optgroup key={group} label={GROUPS[group]}>
            {all.filter((provider) =>
              provider.group === group
            ).map(option)}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function keyHint(wish: Wish): string {
  const name = keyOf(wish);
  const { provider } = wish;
  if (name === "") return "No key is sent.";
  if (name === provider.keyEnv) {
    return provider.keySet ? `${name} is set.` : `${name} is not set yet: put it into .env.`;
  }
  return `Put ${name} into .env if it is not there.`;
}
