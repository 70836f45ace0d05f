import { useSignal } from "@preact/signals";
import { isOpen } from "./turn.tsx";
import { picked } from "./files.tsx";
import { type BenchActions, canSend } from "./use_bench.ts";

/** Images larger than this only slow all down, in bytes. */
const MOST_IMAGE_BYTES = 10 * 1024 * 1024;

/** Where the prompt is written. */
export function Composer({ actions, images: given }: {
  actions: BenchActions;
  images: string[];
}) {
  const { bench, set, send, stop } = actions;
  const images = useSignal(given);
  const problem = useSignal("");
  const { prompt, slots } = bench.value;
  const isBusy = slots.some(({ turns }) => turns.some(({ answer }) => isOpen(answer)));
  const ask = () => {
    if (isBusy || !canSend(bench.value, images.value)) return;
    send(images.value);
    images.value = [];
  };
  const attach = async (files: readonly File[]) => {
    problem.value = "";
    for (const file of files) {
      if (!file.type.startsWith("image/")) problem.value = `${file.name} is no image.`;
      else if (file.size > MOST_IMAGE_BYTES) problem.value = `${file.name} is larger than 10 MB.`;
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
        onPaste={(event) => void attach([...event.clipboardData?.files ?? []])}
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
            onChange={(event) => void picked(event, attach)}
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
