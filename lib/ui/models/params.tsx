import { Field } from "./field.tsx";
import type { ModelsPage } from "./page.ts";
import { type Action, problemOf } from "./use_action.ts";

/** The parameters of an alias that can be edited, as they are typed; empty for none. */
export type Params = Readonly<Record<string, string>>;

const FIELDS = [
  { name: "temperature", label: "Temperature", inputmode: "decimal" },
  { name: "top_p", label: "Top p", inputmode: "decimal" },
  { name: "max_tokens", label: "Max tokens", inputmode: "numeric" },
  { name: "timeout", label: "Timeout, in seconds", inputmode: "decimal" },
  { name: "num_retries", label: "Retries", inputmode: "numeric" },
] as const;

/** The names of the parameters. */
export const PARAMS: readonly string[] = FIELDS.map(({ name }) => name);

/** Fields for the parameters. `fixed` are those whose text in the file only a person can edit. */
export function ParamFields({ params, change, state, defaults, fixed = {} }: {
  params: Params;
  change: (name: string, value: string) => void;
  state: Action;
  defaults: ModelsPage["defaults"];
  fixed?: Readonly<Record<string, unknown>>;
}) {
  const unset: Readonly<Record<string, string>> = {
    timeout: `${defaults.timeout}, as for all`,
    num_retries: `${defaults.num_retries}, as for all`,
  };
  return (
    <div class="model-fields">
      {FIELDS.map((field) =>
        field.name in fixed
          ? (
            <div class="field" key={field.name}>
              <span>{field.label}</span>
              <code>{JSON.stringify(fixed[field.name])}</code>
              <small class="muted">Edit it in the file.</small>
            </div>
          )
          : (
            <Field
              key={field.name}
              {...field}
              value={params[field.name] ?? ""}
              change={(value) => change(field.name, value)}
              placeholder={unset[field.name] ?? "the provider's own"}
              error={problemOf(state, field.name, PARAMS)}
              reset
            />
          )
      )}
    </div>
  );
}

/**
 * A typed value for the server: a number, `null` for none. What is no number goes as it is, so that the
 * server says what is wrong with it.
 */
export function valueOf(typed: string): number | string | null {
  const text = typed.trim();
  if (text === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
