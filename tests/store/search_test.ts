import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Indexing } from "../../lib/store/indexing.ts";
import { openStore, type Store } from "../../lib/store/mod.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { BadQuery } from "../../lib/store/queries/bad_query.ts";
import { requests } from "../../lib/store/queries/requests.ts";
import { documentOf } from "../../lib/store/search/document.ts";
import { SearchIndex } from "../../lib/store/search/index.ts";
import { parseSearch } from "../../lib/store/search/query.ts";
import { searcherOf } from "../../lib/store/search/searcher.ts";
import { snippetOf } from "../../lib/store/search/snippet.ts";
import { Writer } from "../../lib/store/writer.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { costOf, exchange, withPath } from "./exchange.ts";

const asks = (...contents: string[]) =>
  JSON.stringify({ model: "m", messages: contents.map((content) => ({ role: "user", content })) });
const answers = (content: string, ...tools: string[]) =>
  JSON.stringify({
    choices: [{
      message: {
        role: "assistant",
        content,
        tool_calls: tools.map((name) => ({ function: { name, arguments: '{"city":"Oslo"}' } })),
      },
    }],
  });
const named = (requestId: string, facts: Partial<Exchange>) => exchange({ requestId, ...facts });

const EXCHANGES = [
  named("paris", { request: asks("What is the capital of France?"), response: answers("Paris.") }),
  named("cafe", {
    request: asks("Où est le café?"),
    response: answers("Là-bas."),
    cost: costOf(5e8),
  }),
  named("tools", { request: asks("Weather?"), response: answers("", "get_weather", "get-time") }),
  named("blog", { project: "My Blog", alias: "gpt-4o", provider: "openai", cost: null }),
  named("failed", { outcome: "failed", error: "The provider is overloaded.", status: 503 }),
  named("old", { startedAt: Date.UTC(2025, 11, 31), request: asks("capital letters") }),
];

/** The ids that a search finds, the newest row first. */
async function found(search: string, exchanges = EXCHANGES): Promise<(string | null)[]> {
  let ids: (string | null)[] = [];
  await withPath(async (path) => {
    const db = await openDatabase({ path });
    new Writer(db, path).record(exchanges);
    const index = new SearchIndex(db, ":memory:");
    const page = requests(db, { search, outcome: "all", sortBy: "model" }, searcherOf(index));
    ids = page.requests.map(({ request_id }) => request_id).sort();
    assert.equal(page.total, ids.length);
    index.close();
    db.close();
  });
  return ids;
}

const SEARCHES: [search: string, ids: string[]][] = [
  ["capital", ["old", "paris"]],
  ["CAPITAL france", ["paris"]],
  ['"capital of France"', ["paris"]],
  ['"of capital"', []],
  ["capi* -france", ["old"]],
  ["capital -project:x", ["old", "paris"]],
  ["cap", ["old", "paris"]],
  ["letter", ["old"]],
  ["e model:acme-smalle", []],
  ["-capital caf", ["cafe"]],
  ["capital -fran", ["old", "paris"]],
  ['"cap"', []],
  ["cap letters", []],
  ["cafe", ["cafe"]],
  ["Café", ["cafe"]],
  ["paris.", ["paris"]],
  ["overloaded", ["failed"]],
  ["oslo", ["tools"]],
  ["tool:get_weather", ["tools"]],
  ["tool:get-time", ["tools"]],
  ["tool:get*", ["tools"]],
  ["tool:weather", []],
  ["model:gpt-4o", ["blog"]],
  ["model:GPT*", ["blog"]],
  ["model:acme-small-1 capital", ["old", "paris"]],
  ["provider:openai", ["blog"]],
  ['project:"my blog"', ["blog"]],
  ["status:error", ["failed"]],
  ["status:503", ["failed"]],
  ["status:ok capital", ["old", "paris"]],
  ["cost:>0.1", ["cafe"]],
  ["cost:0.5", ["cafe"]],
  ["cost:<0.1 capital", ["old", "paris"]],
  ["tokens:>=15 weather", ["tools"]],
  ["duration:>1 capital", []],
  ["date:2025", ["old"]],
  ["date:2025-12 capital", ["old"]],
  ["since:2026-01-01 capital", ["paris"]],
  ["until:2025-12-31", ["old"]],
  ["until:2025-12-30", []],
  ["http:nothing", []],
  ["...", ["blog", "cafe", "failed", "old", "paris", "tools"]],
];

for (const [search, ids] of SEARCHES) {
  Deno.test(`a search for ${search} finds [${ids}]`, async () => {
    assert.deepEqual(await found(search), ids);
  });
}

for (const search of ["-capital", "cost:cheap", "cost:>", "since:yesterday", "date:26-01"]) {
  Deno.test(`a search for ${search} says what to write`, () => {
    assert.throws(() => parseSearch(search), (error) => error instanceof BadQuery);
  });
}

Deno.test("the last word is a beginning only where nothing has it whole", async () => {
  const said = ["art", "artist", "arm"].map((word) => named(word, { request: asks(word) }));
  assert.deepEqual(await found("art", said), ["art"]);
  assert.deepEqual(await found("art*", said), ["art", "artist"]);
  assert.deepEqual(await found("ar", said), ["arm", "art", "artist"]);
});

Deno.test("no search text breaks the index's own language", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    new Writer(db, path).record(EXCHANGES);
    const index = new SearchIndex(db, ":memory:");
    const piece = fc.constantFrom(
      ...[
        '"',
        "*",
        "-",
        ":",
        "(",
        ")",
        "^",
        "+",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "text",
        "a",
        "ü",
        "'",
        " ",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          requests(db, { search: pieces.join("") }, searcherOf(index));
        } catch (error) {
          assert.ok(error instanceof BadQuery, String(error));
        }
      }),
      { numRuns: 500 },
    );
    index.close();
    db.close();
  }));

Deno.test("of a long conversation a turn has what is new in it", () => {
  const old = "first words ".repeat(2000);
  const messages = [
    { role: "user", content: old },
    { role: "assistant", content: "an early answer" },
    { role: "tool", content: "what the tool said" },
    {
      role: "user",
      content: [{ type: "text", text: "and now" }, { type: "image_url", image_url: {} }],
    },
  ];
  const { text } = documentOf(JSON.stringify({ messages }), answers("the answer"));
  assert.equal(text, "what the tool said\nand now\nthe answer");
  const short = documentOf(JSON.stringify({ messages: messages.slice(1) }), null);
  assert.match(short.text, /an early answer/);
});

Deno.test("files and ids are no words", () => {
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };
  const content = [{ type: "text", text: "look" }, image, { type: "text", text: "x".repeat(5000) }];
  const { text } = documentOf(JSON.stringify({ messages: [{ role: "user", content }] }), "no json");
  assert.equal(text, "look\nno json");
});

/** A snippet's text without what stands for the rest. */
const shownOf = (parts: readonly { text: string }[]) =>
  parts.map(({ text }) => text).join("").replace(/^… /, "").replace(/ …$/, "");

Deno.test("snippetOf() shows the words in their surroundings", () => {
  const text = `${"before ".repeat(50)}the Café is open${" after".repeat(50)}`;
  const parts = snippetOf(text, ["cafe", "open"]);
  assert.deepEqual(parts.filter(({ hit }) => hit).map(({ text }) => text), ["Café", "open"]);
  assert.ok(parts.map(({ text }) => text).join("").length < 260);
  assert.ok(text.includes(shownOf(parts)));
  assert.deepEqual(snippetOf("nothing here", ["x"]), [{ text: "nothing here", hit: false }]);
  assert.deepEqual(snippetOf("", ["x"]), []);
});

const LONG = "abcdefg ".repeat(40);
const CUTS: readonly [what: string, text: string, begins: RegExp, ends: RegExp][] = [
  ["a text that fits is whole", "The hit is here.\n", /^The hit/, /here\.\n$/],
  ["words before and behind are whole", `${LONG}hit ${LONG}`, /^… abcdefg /, / abcdefg …$/],
  ["a hit at the beginning has nothing before it", `hit ${LONG}`, /^hit abc/, /abcdefg …$/],
  ["a hit at the end has nothing behind it", `${LONG}hit`, /^… abcdefg /, /hit$/],
  ["line breaks are spaces, too", `${LONG}\nx\n${"y".repeat(70)} hit`, /^… x\ny/, /hit$/],
  ["one long word before it is cut", `${"x".repeat(200)} hit`, /^… x{79} hit/, /hit$/],
  ["so is one behind it", `hit.${"x".repeat(200)}`, /^hit\.x/, /x{156} …$/],
  ["no character is cut in two", `${"😀".repeat(99)}. hit`, /^… 😀+\. hit/u, /hit$/],
  ["nor behind a hit", `hit, .${"😀".repeat(99)}`, /^hit/, /^hit, …$/],
  ["nor where nothing is found", `.${"😀".repeat(99)}`, /^\.😀/, /😀 …$/],
];

for (const [what, text, begins, ends] of CUTS) {
  Deno.test(`in a snippet ${what}`, () => {
    const snippet = snippetOf(text, ["hit"]).map((part) => part.text).join("");
    assert.match(snippet, begins);
    assert.match(snippet, ends);
    assert.ok(snippet.isWellFormed());
  });
}

Deno.test("a snippet is a stretch of its text between words, with its first hit in it", () => {
  const word = fc.constantFrom("hit", "a", "abcdefghijklm", "😀", "\n", "x-y", "東京");
  fc.assert(fc.property(fc.array(word, { maxLength: 90 }), (words) => {
    const text = words.join(" ");
    const parts = snippetOf(text, ["hit"]);
    const shown = shownOf(parts);
    assert.equal(parts.some(({ hit }) => hit), words.includes("hit"));
    assert.ok(` ${text.replaceAll("\n", " ")} `.includes(` ${shown.replaceAll("\n", " ")} `));
    assert.ok(shown.length <= 250);
  }));
});

/** Waits until a condition holds. */
async function until(condition: () => Promise<boolean>) {
  for (const end = Date.now() + 5000; Date.now() < end;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail("it never came to be");
}

const searchIn = (store: Store, search: string) =>
  store.read("requests", { search, outcome: "all" });

Deno.test("what was recorded a moment ago is found, with its words marked, and is indexed by itself", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(named("now", { request: asks("a brand-new question") }));
    const { requests: [row] } = await searchIn(store, "question");
    assert.equal(row?.request_id, "now");
    assert.deepEqual(row?.snippet?.find(({ hit }) => hit), { text: "question", hit: true });
    await store.record(named("later", { request: asks("another question") }));
    const indexed = () => {
      const db = new DatabaseSync(`${path}-search`, { readOnly: true });
      const upto = Number(db.prepare("SELECT upto FROM state").get()?.upto);
      db.close();
      return upto;
    };
    await until(() => Promise.resolve(indexed() === 2));
    await store.close();
  }));

Deno.test("an index that is missing, broken in or of another ledger is made anew", () =>
  withPath(async (path) => {
    const fill = async (text: string) => {
      const store = await openStore({ path });
      await store.record(named(text, { request: asks(text), startedAt: Date.now() }));
      const { total } = await searchIn(store, text);
      await store.close();
      return total;
    };
    assert.equal(await fill("first"), 1);
    await Deno.remove(`${path}-search`);
    assert.equal(await fill("second"), 1);
    // Another ledger in place of the first one: the index must not answer for it.
    await Deno.remove(path);
    assert.equal(await fill("third"), 1);
    const store = await openStore({ path });
    assert.equal((await searchIn(store, "first")).total, 0);
    await store.close();
  }));

Deno.test("deleted exchanges are not found", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    await store.record(named("bad", { outcome: "failed", error: "overloaded", cost: null }));
    assert.equal((await searchIn(store, "overloaded")).total, 1);
    await store.deleteErrors();
    assert.equal((await searchIn(store, "overloaded")).total, 0);
    await store.close();
  }));

Deno.test("indexing goes on step by step until nothing is left, and survives a failure", async () => {
  const lefts = [2, 1, 0];
  const done = Promise.withResolvers<void>();
  let calls = 0;
  // The timers of indexing keep no process alive.
  const alive = setInterval(() => {}, 1000);
  const indexing = new Indexing(() => {
    calls++;
    if (calls === 1) return Promise.reject(new Error("busy"));
    const left = lefts.shift() ?? 0;
    if (left === 0) done.resolve();
    return Promise.resolve(left);
  }, 1);
  indexing.soon();
  while (calls === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, 0));
  indexing.soon();
  indexing.soon();
  await done.promise;
  assert.equal(calls, 4);
  indexing.stop();
  clearInterval(alive);
});
