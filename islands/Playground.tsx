import { Column } from "../lib/ui/playground/column.tsx";
import { Composer } from "../lib/ui/playground/composer.tsx";
import { Files } from "../lib/ui/playground/files.tsx";
import type { PlaygroundPage, Replay } from "../lib/ui/playground/page.ts";
import { Replayed } from "../lib/ui/playground/replayed.tsx";
import { MOST_SLOTS } from "../lib/ui/playground/state.ts";
import { TurnView } from "../lib/ui/playground/turn.tsx";
import { useBench } from "../lib/ui/playground/use_bench.ts";
import { Empty, Panel, Problem } from "../lib/ui/parts/panel.tsx";

/** The playground: one prompt, up to three models side by side. */
export default function Playground({ first }: { first: PlaygroundPage }) {
  const actions = useBench(first);
  const { bench, set, setSlot, stop, remove } = actions;
  const { slots, system } = bench.value;
  const add = () => {
    const unused = first.models.find(({ name }) => slots.every(({ model }) => model !== name));
    const model = unused?.name ?? slots[0]?.model ?? "";
    set({ slots: [...slots, { model, params: {}, turns: [] }] });
  };
  if (first.models.length === 0) {
    return (
      <>
        <div class="title">
          <h1>Playground</h1>
        </div>
        <Panel label="Models">
          <Empty title="No model can be asked">
            <p>Add one under Models, or enable one there.</p>
            <a class="button" href="/models">Models</a>
          </Empty>
        </Panel>
      </>
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
      {first.problem !== null && <Problem message={first.problem} />}
      <Replayed bench={bench.value} set={set} />
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
              ...(slots.length > 1 ? { remove: () => remove(place) } : {}),
            }}
          />
        ))}
      </div>
      <Composer actions={actions} images={first.replay?.images ?? []} />
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
