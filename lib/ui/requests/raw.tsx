import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { getJson } from "../api.ts";
import { formatCount } from "../format.ts";
import { Copy } from "../parts/copy.tsx";

/** Payloads as they are stored. */
export interface Stored {
  request_data: string | null;
  response_data: string | null;
}

/** More is not for a page. */
const LONGEST = 200_000;

/** Gets the payloads of a request, once, and only when somebody wants them. */
export function useStored(name: string): () => Promise<Stored> {
  return useMemo(() => {
    let stored: Promise<Stored> | null = null;
    return () => {
      stored ??= getJson<Stored>(`/requests/${encodeURIComponent(name)}`);
      stored.catch(() => stored = null);
      return stored;
    };
  }, [name]);
}

/** A text of a request, and what there is to say of it. */
export interface Fetched {
  text: string;
  about?: string;
}

/** A text of a request, fetched when it is unfolded. */
export function RawText({ label, note, href, load }: {
  label: string;
  /** What stands beside the label. */
  note: string;
  /** Where it can be read without JavaScript. */
  href: string;
  load: () => Promise<Fetched>;
}) {
  const fetched = useSignal<Fetched | null>(null);
  const problem = useSignal("");
  const unfold = async () => {
    if (fetched.value !== null) return;
    problem.value = "";
    try {
      fetched.value = await load();
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  };
  const text = pretty(fetched.value?.text ?? "");
  const cut = Math.max(0, text.length - LONGEST);
  return (
    <details class="fold" onToggle={unfold}>
      <summary>
        {label} <span class="muted">{note}</span>
      </summary>
      {fetched.value?.about && <p class="small">{fetched.value.about}</p>}
      <p class="actions">
        {fetched.value !== null && <Copy text={fetched.value.text} />}
        <a class="button quiet" href={href} target="_blank">Open as JSON</a>
      </p>
      {problem.value !== "" && <p class="bad">{problem.value}</p>}
      {text !== "" && <pre tabIndex={0}><code>{text.slice(0, LONGEST)}</code></pre>}
      {cut > 0 && <p class="muted small">{formatCount(cut)} more characters.</p>}
    </details>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
