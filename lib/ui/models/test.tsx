import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { formatTokens } from "../format.ts";
import { Problem } from "../parts/panel.tsx";
import { Money } from "../parts/values.tsx";
import { formatDuration } from "../time.ts";
import { ModelDialog, type Ways } from "./model_dialog.tsx";
import type { ModelRow } from "./page.ts";
import { MOST_TOKENS, type Tried, tryModel } from "./try_model.ts";
import { problemOf, useAction } from "./use_action.ts";

/** Makes one tiny call and shows what came of it. */
export function TestDialog({ row, ways }: { row: ModelRow; ways: Ways }) {
  const { state, run } = useAction();
  const tried = useSignal<Tried | null>(null);
  const calls = useRef(new AbortController());
  useEffect(() => () => calls.current.abort(), []);
  const send = () =>
    run(async () => {
      tried.value = null;
      tried.value = await tryModel(row.name, calls.current.signal);
    });
  const { isBusy } = state.value;
  const problem = problemOf(state.value, null);
  return (
    <ModelDialog
      title={`Test ${row.name}`}
      sub={row.litellm_model}
      close={ways.close}
      focus="inside"
      isLight
    >
      <p>
        Sends “Say ok”, for an answer of at most {MOST_TOKENS}{" "}
        tokens. The call is real: it is logged, and the provider charges for it.
      </p>
      {problem === null && <Hindrance row={row} />}
      <div class="tried" aria-live="polite">
        {isBusy && <p class="muted">Waiting for the answer …</p>}
        {problem !== null && <Problem message={problem} />}
        {tried.value !== null && <Result tried={tried.value} />}
      </div>
      <footer>
        <button type="button" class="primary" autofocus disabled={isBusy} onClick={send}>
          {tried.value === null && problem === null ? "Send" : "Send again"}
        </button>
      </footer>
    </ModelDialog>
  );
}

function Hindrance({ row: { enabled, key, beyond, problem } }: { row: ModelRow }) {
  const text = !enabled ? "It is off: enable it first." : problem ??
    (key.state === "missing" ? `Set ${key.variable} in .env first: it counts at once.` : null) ??
    (beyond === null ? null : `Restart the server first: it cannot reach ${beyond} yet.`);
  return text === null ? null : <p class="warn">{text}</p>;
}

/** What came of a call. */
export function Result({ tried }: { tried: Tried }) {
  const { text, isCut, ms, promptTokens, completionTokens, cost, requestId } = tried;
  return (
    <>
      <blockquote>
        {text || (
          <span class="muted">{isCut ? "It only thought, and was cut short." : "No text."}</span>
        )}
      </blockquote>
      <dl class="figures">
        <div>
          <dt>Time</dt>
          <dd>{formatDuration(ms)}</dd>
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>
            {formatTokens(promptTokens)} <span class="muted" aria-label="to">→</span>{" "}
            {formatTokens(completionTokens)}
          </dd>
        </div>
        <div>
          <dt>Cost</dt>
          <dd>
            <Money usd={cost} />
          </dd>
        </div>
        {requestId !== null && (
          <div>
            <dt>Log</dt>
            <dd>
              <a href={`/requests/${encodeURIComponent(requestId)}`}>the request</a>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
