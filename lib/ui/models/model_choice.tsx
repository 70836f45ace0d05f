import { useSignal } from "@preact/signals";
import { formatCount, formatTokens } from "../format.ts";
import type { Provider } from "./page.ts";
import { Price } from "./price.tsx";
import type { CatalogueState } from "./use_catalogue.ts";
import { type CatalogueModel, found } from "./wish.ts";

/** More than that nobody looks through: one searches. */
const MOST_SHOWN = 60;

/** Chooses a model of a provider: one of the catalogue, or any other by its name. */
export function ModelChoice({ provider, models, isLoading, problem, chosen, choose, error }:
  & CatalogueState
  & {
    provider: Provider;
    chosen: string;
    choose: (model: string) => void;
    error: string | null;
  }) {
  const text = useSignal("");
  const typed = text.value.trim();
  const matching = found(models, typed);
  const shown = matching.slice(0, MOST_SHOWN);
  const isOwn = typed !== "" && !models.some(({ model_id }) => model_id === typed);
  const type = (value: string) => {
    text.value = value;
    const model = value.trim();
    // What is typed counts where there is nothing to choose from.
    if (models.length === 0) choose(model);
    else choose(models.find(({ model_id }) => model_id === model)?.model_id ?? "");
  };
  return (
    <fieldset class="model-choice">
      <legend>Model</legend>
      <input
        type="search"
        aria-label={models.length === 0 ? "The model's name" : "Search the models"}
        placeholder={models.length === 0
          ? "The model's name, as the provider calls it"
          : `Search ${formatCount(models.length)} models`}
        autocomplete="off"
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : "model-choice-error"}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = matching;
          if (event.key !== "Enter" || chosen !== "" || first === undefined) return;
          event.preventDefault();
          choose(first.model_id);
        }}
      />
      {error !== null && <small id="model-choice-error" class="bad" role="alert">{error}</small>}
      {problem !== null && <small class="bad" role="alert">{problem}</small>}
      {isLoading && <small class="muted">Loading the models …</small>}
      {models.length > 0 && (
        <div class="model-options">
          {shown.map((model) => (
            <Option
              key={model.model_id}
              model={model}
              isChosen={chosen === model.model_id}
              choose={choose}
            />
          ))}
          {isOwn && (
            <label class="model-option">
              <input
                type="radio"
                name="litellm_model"
                checked={chosen === typed}
                onChange={() => choose(typed)}
              />
              <span class="model-names">
                <span>{typed}</span>
                <small>not in the catalogue</small>
              </span>
              <span class="unpriced">unpriced</span>
            </label>
          )}
        </div>
      )}
      <small class="muted">
        {models.length === 0 && !isLoading && nameHint(provider)}
        {matching.length > shown.length &&
          `${formatCount(matching.length - shown.length)} more: search for them.`}
      </small>
    </fieldset>
  );
}

function Option({ model, isChosen, choose }: {
  model: CatalogueModel;
  isChosen: boolean;
  choose: (model: string) => void;
}) {
  const { model_id, name, max_tokens } = model;
  return (
    <label class="model-option">
      <input
        type="radio"
        name="litellm_model"
        checked={isChosen}
        onChange={() => choose(model_id)}
      />
      <span class="model-names" title={model_id}>
        <span>{model_id}</span>
        {name !== model_id && <small>{name}</small>}
      </span>
      <span class="number wide" title="Context window">
        {max_tokens === null ? "" : formatTokens(max_tokens)}
      </span>
      <span class="number">
        <Price usd={model.input_cost_per_million} /> in
      </span>
      <span class="number">
        <Price usd={model.output_cost_per_million} /> out
      </span>
    </label>
  );
}

function nameHint({ group, name }: Provider): string {
  if (group === "own machine" && name !== "openai") {
    return "It is free: it runs on your own machine.";
  }
  return "No price is known: its requests are counted as unpriced.";
}
