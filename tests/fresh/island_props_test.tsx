import { deepEqual, equal, match } from "node:assert/strict";
import { parse } from "devalue";
import fc from "fast-check";
import type { ComponentChildren } from "preact";
import { computed, signal } from "@preact/signals";
import { App } from "fresh";
import { registerIslands } from "../../lib/fresh/islands.ts";
import { ask, capture } from "./harness.ts";

function Show({ value }: { value: unknown }) {
  return <b data-type={typeof value} />;
}
registerIslands("islands/own.tsx", { Show });

/** The page that shows the given JSX, and what it hands to the browser. */
async function show(children: ComponentChildren) {
  const app = new App().route("/", { component: () => <>{children}</> });
  const html = await (await ask(app, "/")).text();
  const text = /<script type="application\/json" id="fresh-data">(.*?)<\/script>/s.exec(html)?.[1];
  const revive = {
    Signal: ([value]: [unknown]) => ({ signal: value }),
    Computed: ([value]: [unknown]) => ({ computed: value }),
  };
  const islands: [string, Record<string, unknown>][] = text === undefined
    ? []
    : parse(text, revive).islands;
  return { html, islands };
}

Deno.test("data of every kind reaches the browser as it was", async () => {
  const shared = { n: 1 };
  const values = [
    [null, undefined, NaN, -0, Infinity, 1e300, 10n ** 30n],
    ["</script><script>alert(1)</script>", "<!--", "\u2028", "\ud83d\ude00", ""],
    [new Date(1e12), new Map([[{ k: 1 }, new Set([1, "2"])]]), /a+/gi, new URL("http://h/x?y#z")],
    [new Uint8Array([1, 2, 255]), [, 1], Object.create(null)],
    [shared, shared],
  ];
  for (const value of values) {
    const { html, islands } = await show(<Show value={value} />);
    deepEqual(islands, [["islands/own.tsx:Show", { value }]]);
    equal(html.match(/<script/g)?.length, 1);
  }
});

Deno.test("no JSON that an island gets can end its script block or change on the way", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const { html, islands } = await show(<Show value={{ value }} />);
      deepEqual(islands[0]?.[1].value, { value });
      equal(html.match(/<\/script>/g)?.length, 1);
    }),
    { numRuns: 50, examples: [["</script>"], [{ "</script>": "<!--<script>" }]] },
  );
});

Deno.test("signals come as signals, one shared by several islands once, a computed one by its value", async () => {
  const count = signal({ n: 1 });
  const { islands } = await show(
    <>
      <Show value={count} />
      <Show value={count} />
      <Show value={signal({ n: 1 })} />
      <Show value={computed(() => count.value.n + 1)} />
    </>,
  );
  const [a, b, c, d] = islands.map(([, { value }]) => value);
  deepEqual([a, c, d], [{ signal: { n: 1 } }, { signal: { n: 1 } }, { computed: 2 }]);
  deepEqual([a === b, a === c], [true, false]);
});

Deno.test("what cannot be sent is an error that names the islands of the page", async () => {
  class Own {}
  const table: [value: unknown, where: string][] = [
    [() => 1, "value"],
    [Symbol("s"), "value"],
    [new Own(), "value"],
    [{ deep: [() => 1] }, "value.deep[0]"],
    [{ jsx: <p /> }, "value.jsx"],
  ];
  for (const [value, where] of table) {
    const logged = await capture("error", async () => {
      match((await show(<Show value={value} />)).html, /^Internal server error$/);
    });
    match(
      logged.join(),
      /Pass only data, signals and JSX to an island.* of islands\/own\.tsx:Show/s,
    );
    equal(logged.join().includes(`${where}`), true, logged.join());
  }
});
