import type { ComponentChildren } from "preact";

/** A line of text to fill in, with what is wrong with it below. */
export function Field({ name, label, value, change, error = null, hint, reset = false, ...input }: {
  name: string;
  label: string;
  value: string;
  change: (value: string) => void;
  error?: string | null;
  hint?: ComponentChildren;
  /** It can be emptied by a button. */
  reset?: boolean;
  placeholder?: string;
  autofocus?: boolean;
  inputmode?: "decimal" | "numeric" | "url";
  required?: boolean;
}) {
  const id = `model-${name}`;
  const told = error ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="input">
        <input
          id={id}
          name={name}
          value={value}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={error !== null}
          aria-describedby={told ? `${id}-told` : undefined}
          {...input}
          onInput={(event) => change(event.currentTarget.value)}
        />
        {reset && value !== "" && (
          <button
            type="button"
            class="quiet"
            aria-label={`Reset ${label}`}
            onClick={() => {
              change("");
              document.getElementById(id)?.focus();
            }}
          >
            Reset
          </button>
        )}
      </div>
      {told && (
        <small
          id={`${id}-told`}
          class={error === null ? "muted" : "bad"}
          role={error ? "alert" : undefined}
        >
          {told}
        </small>
      )}
    </div>
  );
}
