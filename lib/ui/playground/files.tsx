import { useSignal } from "@preact/signals";
import { toMarkdown } from "./export.ts";
import { parseBench } from "./kept.ts";
import type { BenchActions } from "./use_bench.ts";

/** Conversations as files: to read, and to share with others who have a playground. */
export function Files({ actions: { bench, set, stop } }: { actions: BenchActions }) {
  const problem = useSignal("");
  const open = async ([file]: readonly File[]) => {
    const shared = file && parseBench(await file.text());
    if (shared) {
      stop();
      set(shared);
    }
    problem.value = !file || shared ? "" : `${file.name} is no saved playground.`;
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => save(toMarkdown(bench.value), "md")}>
        Markdown
      </button>
      <button type="button" class="quiet" onClick={() => save(JSON.stringify(bench.value), "json")}>
        Save
      </button>
      <label class="button quiet">
        Open
        <input
          type="file"
          accept=".json"
          class="hidden-visually"
          onChange={(event) => void picked(event, open)}
        />
      </label>
      {problem.value && <span class="bad small" role="alert">{problem.value}</span>}
    </>
  );
}

/** Hands on what was picked, and forgets it: the same file can be picked again. */
export async function picked(
  { currentTarget }: { currentTarget: HTMLInputElement },
  take: (files: readonly File[]) => Promise<void>,
): Promise<void> {
  await take([...currentTarget.files ?? []]);
  currentTarget.value = "";
}

/** Hands a text over as a file. */
function save(text: string, extension: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = `playground-${
    new Date().toISOString().slice(0, 16).replace(":", "")
  }.${extension}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
