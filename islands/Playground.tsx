import { useSignal } from "@preact/signals";
import { Column, isOpen, TurnView } from "../lib/ui/playground/column.tsx";
import { toMarkdown } from "../lib/ui/playground/export.ts";
import type { PlaygroundPage, Replay } from "../lib/ui/playground/page.ts";
import { MOST_SLOTS, parseBench } from "../lib/ui/playground/state.ts";
import { type BenchActions, useBench } from "../lib/ui/playground/use_bench.ts";
import { Empty, Panel } from "../lib/ui/parts/panel.tsx";

/** Images larger than this only slow all down, in bytes. */
const MOST_IMAGE_BYTES = 10 * 1024 * 1024;

/** The playground: one prompt, up to three models side by side. */
export default function Playground({ first }: { first: PlaygroundPage }) {
  const actions = useBench(first);
  const { bench, set, setSlot, stop } = actions;
  const { slots, system } = bench.value;
  const add = () => {
    const unused = first.models.find(({ name }) => slots.every(({ model }) => model !== name));
    const model = unused?.name ?? slots[0]?.model ?? "";
    set({ slots: [...slots, { model, params: {}, turns: [] }] });
  };
  if (first.models.length === 0) {
    return (
      <Panel label="Playground">
        <Empty title="No model can be asked">
          <p>Add one under Models, or enable one there.</p>
          <a class="button" href="/models">Models</a>
        </Empty>
      </Panel>
    );
  }
  return (
    <>
      <div class="title">
        <h1>Playground</h1>
        <span>
          {slots.length < MOST_SLOTS && <button type="button" onClick={add}>Add a model</button>}
          {" "}
          <Files actions={actions} />
        </span>
      </div>
      <details class="system" open={system !== ""}>
        <summary>System prompt</summary>
        <textarea
          aria-label="System prompt"
          rows={3}
          value={system}
          placeholder="What every model is told before the first question"
          onInput={(event) => set({ system: event.currentTarget.value })}
        />
      </details>
      <div class={`bench bench-${slots.length + (first.replay ? 1 : 0)}`}>
        {first.replay && <Original replay={first.replay} />}
        {slots.map((slot, place) => (
          <Column
            key={place}
            {...{ place, slot }}
            models={first.models}
            actions={{
              change: (change) => setSlot(place, change),
              stop: () => stop(place),
              ...(slots.length > 1
                ? {
                  remove: () => {
                    stop();
                    set({ slots: slots.filter((_, at) => at !== place) });
                  },
                }
                : {}),
            }}
          />
        ))}
      </div>
      <Composer actions={actions} images={first.replay?.images ?? []} />
    </>
  );
}

/** Conversations as files: to read, and to share with others who have a playground. */
function Files({ actions: { bench, set } }: { actions: BenchActions }) {
  const problem = useSignal("");
  const open = async (file: File | undefined) => {
    const shared = file && parseBench(await file.text());
    if (shared) set(shared);
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
          onChange={(event) => void open(event.currentTarget.files?.[0])}
        />
      </label>
      {problem.value && <span class="bad small" role="alert">{problem.value}</span>}
    </>
  );
}

/** How a request that is asked again went at its time. */
function Original({ replay }: { replay: Replay }) {
  const { id, model, prompt, images, answer } = replay;
  return (
    <section class="panel column" aria-label="The original">
      <header>
        <h2>{model}</h2>
        <a class="small" href={`/requests/${id}`}>original</a>
      </header>
      <div class="turns">
        <TurnView turn={{ prompt, images, answer }} />
      </div>
    </section>
  );
}

/** Where the prompt is written. */
function Composer({ actions, images: given }: { actions: BenchActions; images: string[] }) {
  const { bench, set, send, stop } = actions;
  const images = useSignal(given);
  const problem = useSignal("");
  const { prompt, slots } = bench.value;
  const isBusy = slots.some(({ turns }) => turns.some(({ answer }) => isOpen(answer)));
  const ask = () => {
    if (isBusy) return;
    send(images.value);
    images.value = [];
  };
  const attach = async (files: FileList | null) => {
    problem.value = "";
    for (const file of files ?? []) {
      if (file.size > MOST_IMAGE_BYTES) problem.value = `${file.name} is larger than 10 MB.`;
      else images.value = [...images.value, await dataUrl(file)];
    }
  };
  return (
    <form
      class="composer panel"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <textarea
        aria-label="Prompt"
        rows={3}
        value={prompt}
        placeholder="Ask all models at once"
        onInput={(event) => set({ prompt: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          ask();
        }}
      />
      {problem.value && <p class="bad small" role="alert">{problem.value}</p>}
      <div class="composer-bar">
        <label class="button quiet">
          Add images
          <input
            type="file"
            accept="image/*"
            multiple
            class="hidden-visually"
            onChange={(event) => void attach(event.currentTarget.files)}
          />
        </label>
        {images.value.map((url, place) => (
          <button
            key={place}
            type="button"
            class="thumb"
            aria-label={`Remove image ${place + 1}`}
            onClick={() => images.value = images.value.filter((_, at) => at !== place)}
          >
            <img src={url} alt="" />
          </button>
        ))}
        <span class="muted small">Enter sends, Shift+Enter is a new line</span>
        {isBusy
          ? <button type="button" onClick={() => stop()}>Stop all</button>
          : <button type="submit" class="primary">Send</button>}
      </div>
    </form>
  );
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
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
