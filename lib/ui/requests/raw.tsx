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

/** A payload as it is stored, fetched when it is unfolded. */
export function RawPayload({ label, size, href, load }: {
  label: string;
  /** Characters. */
  size: number;
  /** Where it can be read without JavaScript. */
  href: string;
  load: () => Promise<string | null>;
}) {
  const text = useSignal<string | null>(null);
  const problem = useSignal("");
  const unfold = async () => {
    if (text.value !== null) return;
    problem.value = "";
    try {
      text.value = pretty(await load() ?? "");
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  };
  const cut = Math.max(0, (text.value ?? "").length - LONGEST);
  return (
    <details class="fold" onToggle={unfold}>
      <summary>
        {label} <span class="muted">{formatCount(size)} characters</span>
      </summary>
      <p class="actions">
        {text.value !== null && (
          <Copy text={async () => await load() ?? ""} label="Copy as stored" />
        )}
        <a class="button quiet" href={href} target="_blank">Open as JSON</a>
      </p>
      {problem.value !== "" && <p class="bad">{problem.value}</p>}
      {text.value !== null && <pre tabIndex={0}><code>{text.value.slice(0, LONGEST)}</code></pre>}
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
