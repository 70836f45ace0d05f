import { Copy } from "../parts/copy.tsx";
import { factsOf } from "./export.ts";
import type { Answer, Turn } from "./state.ts";

/** Characters from which on a question may be too high for its place, and scrolls in it. */
const LONG = 200;

/** A question with its answer. */
export function TurnView({ turn: { prompt, images, answer } }: { turn: Turn }) {
  return (
    <article class="turn">
      {(prompt !== "" || images.length > 0) && (
        <div
          class="question"
          tabIndex={prompt.length > LONG || images.length > 0 ? 0 : undefined}
        >
          {prompt}
          {images.map((url, place) => <img key={place} src={url} alt={`Image ${place + 1}`} />)}
        </div>
      )}
      {answer.reasoning !== "" && (
        <details class="reasoning">
          <summary>Reasoning</summary>
          <div>{answer.reasoning}</div>
        </details>
      )}
      {answer.text !== "" && <div class="answer">{answer.text}</div>}
      {answer.calls?.map((call, place) => (
        <p
          key={place}
          class="call"
          tabIndex={call.arguments.length > LONG ? 0 : undefined}
        >
          Calls <code>{call.name}</code> <code class="muted">{call.arguments}</code>
        </p>
      ))}
      {answer.status === "waiting" && <p class="muted" aria-live="polite">Waiting …</p>}
      {answer.error !== null && <p class="bad" role="alert">{answer.error}</p>}
      {answer.status === "stopped" && <p class="muted small">Stopped.</p>}
      <footer class="muted small">
        <span>{factsOf(answer)}</span>
        {answer.text !== "" && !isOpen(answer) && <Copy text={answer.text} />}
        {answer.requestId !== null && !isOpen(answer) && (
          <a href={`/requests/${encodeURIComponent(answer.requestId)}`}>Details</a>
        )}
      </footer>
    </article>
  );
}

/** Whether more of an answer is to come. */
export function isOpen({ status }: Answer): boolean {
  return status === "waiting" || status === "streaming";
}
