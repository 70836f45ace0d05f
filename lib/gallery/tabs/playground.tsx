import type { VNode } from "preact";
import Playground from "../../../islands/Playground.tsx";
import { Column } from "../../ui/playground/column.tsx";
import type { PlaygroundPage } from "../../ui/playground/page.ts";
import type { Slot } from "../../ui/playground/state.ts";
import { FEW, UNBROKEN } from "../data/names.ts";
import { all, choices, playgroundPage, replay, slot, turns } from "../data/playground.ts";
import { nothing, type Part } from "../types.ts";

const shown = (first: PlaygroundPage): () => VNode => () => <Playground first={first} />;

const bench = (...slots: Slot[]) => () => (
  <div class={`bench bench-${slots.length}`}>
    {slots.map((slot, place) => (
      <Column
        key={place}
        {...{ place, slot }}
        models={choices(all)}
        actions={{ change: nothing, stop: nothing, ...(slots.length > 1 && { remove: nothing }) }}
      />
    ))}
  </div>
);

const { done, failed, streaming, stopped, unpriced, waiting } = turns;

/** The playground. */
export const PLAYGROUND: Part = {
  name: "playground",
  title: "Playground",
  sheets: ["playground"],
  states: {
    "no model": shown(playgroundPage([])),
    "empty": shown(playgroundPage(FEW)),
    "long names": shown(playgroundPage([UNBROKEN, ...all])),
    "asked again": shown(playgroundPage(FEW, replay)),
    "one column": bench(slot("fast", [done, unpriced])),
    "two columns, on their way": bench(slot("fast", [streaming]), slot("smart", [waiting])),
    "three columns, each kind": bench(
      slot(UNBROKEN.alias, [done, turns["long without a break"]], { temperature: 0.2 }),
      slot("smart", [failed, stopped]),
      slot("not-configured", [turns["with reasoning and images"]]),
    ),
  },
};
