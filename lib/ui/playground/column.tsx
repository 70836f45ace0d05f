import type { Choice } from "./page.ts";
import { clamp, LIMITS, type Params, type Slot } from "./state.ts";
import { isOpen, TurnView } from "./turn.tsx";

const LABELS: Readonly<Record<keyof Params, string>> = {
  temperature: "Temperature",
  top_p: "Top P",
  max_tokens: "Max tokens",
};

/** What a column lets its viewer do. */
export interface ColumnActions {
  change: (change: Partial<Slot>) => void;
  stop: () => void;
  /** Takes the column away; none where it is the only one. */
  remove?: () => void;
}

/** One model with its parameters and its conversation. */
export function Column({ place, slot, models, actions }: {
  place: number;
  slot: Slot;
  models: Choice[];
  actions: ColumnActions;
}) {
  const choice = models.find(({ name }) => name === slot.model);
  const isBusy = slot.turns.some(({ answer }) => isOpen(answer));
  return (
    <section class="panel column" aria-label={`Model ${place + 1}: ${slot.model}`}>
      <header>
        <ModelMenu slot={slot} models={models} change={actions.change} place={place} />
        <span class="column-actions">
          {isBusy && <button type="button" onClick={actions.stop}>Stop</button>}
          {slot.turns.length > 0 && !isBusy && (
            <button
              type="button"
              class="quiet"
              onClick={() => actions.change({ turns: [] })}
            >
              Clear
            </button>
          )}
          {actions.remove && (
            <button
              type="button"
              class="quiet icon"
              aria-label={`Remove model ${place + 1}`}
              onClick={actions.remove}
            >
              ✕
            </button>
          )}
        </span>
      </header>
      <Parameters
        slot={slot}
        defaults={choice?.defaults ?? {}}
        change={actions.change}
        place={place}
      />
      <div class="turns">
        {slot.turns.map((turn, at) => <TurnView key={at} turn={turn} />)}
        {slot.turns.length === 0 && <p class="muted small">No question yet.</p>}
      </div>
    </section>
  );
}

function ModelMenu({ slot, models, change, place }: {
  slot: Slot;
  models: Choice[];
  change: (change: Partial<Slot>) => void;
  place: number;
}) {
  const isKnown = models.some(({ name }) => name === slot.model);
  return (
    <select
      aria-label={`Model ${place + 1}`}
      value={slot.model}
      onChange={(event) => change({ model: event.currentTarget.value })}
    >
      {!isKnown && <option value={slot.model}>{slot.model} (not configured)</option>}
      {models.map(({ name, provider }) => (
        <option key={name} value={name} selected={name === slot.model}>
          {provider === null || name.startsWith(`${provider}/`) ? name : `${name} · ${provider}`}
        </option>
      ))}
    </select>
  );
}

function Parameters({ slot, defaults, change, place }: {
  slot: Slot;
  defaults: Params;
  change: (change: Partial<Slot>) => void;
  place: number;
}) {
  const names = Object.keys(LIMITS) as (keyof Params)[];
  const isChanged = names.some((name) => slot.params[name] !== undefined);
  const set = (name: keyof Params, text: string) => {
    const { [name]: _old, ...params } = slot.params;
    const value = clamp(name, text);
    change({ params: value === undefined ? params : { ...params, [name]: value } });
  };
  return (
    <details class="parameters" open={isChanged}>
      <summary>Parameters</summary>
      <div>
        {names.map((name) => (
          <label key={name} class="field">
            <span>{LABELS[name]}</span>
            <input
              type="number"
              {...LIMITS[name]}
              aria-label={`${LABELS[name]} of model ${place + 1}`}
              value={slot.params[name] ?? ""}
              placeholder={defaults[name] === undefined ? "default" : String(defaults[name])}
              onChange={(event) => {
                set(name, event.currentTarget.value);
                event.currentTarget.value = String(clamp(name, event.currentTarget.value) ?? "");
              }}
            />
          </label>
        ))}
      </div>
      {isChanged && (
        <button type="button" class="quiet" onClick={() => change({ params: {} })}>Reset</button>
      )}
    </details>
  );
}
