import assert from "node:assert/strict";
import { render } from "preact-render-to-string";
import type { Conversation, Message } from "../../../lib/types/conversation.ts";
import { ConversationView } from "../../../lib/ui/requests/conversation.tsx";
import { CostTable, exactUsd } from "../../../lib/ui/requests/cost.tsx";
import { DetailView } from "../../../lib/ui/requests/detail.tsx";
import { detail } from "./sample.ts";

const words = (html: string) =>
  html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").replace(/ ([.,])/g, "$1")
    .replaceAll("&quot;", '"').trim();
type Given = Parameters<typeof detail>;
const view = (...given: Given) =>
  render(<DetailView detail={detail(...given)} level={2} more="/requests?messages=all" />);

const AMOUNTS: readonly (readonly [nanos: number, text: string])[] = [
  [0, "$0.00"],
  [1, "$0.000000001"],
  [2_400_000, "$0.0024"],
  [100_000_000, "$0.10"],
  [1_234_567_890_123, "$1,234.567890123"],
  [-5_000_000, "-$0.005"],
];

for (const [nanos, text] of AMOUNTS) {
  Deno.test(`${nanos} nano-dollars are ${text}`, () => assert.equal(exactUsd(nanos), text));
}

const COSTS: readonly (readonly [what: string, Given, text: RegExp])[] = [
  [
    "amounts, prices and products",
    [],
    /^What Amount Per million Cost Input 1,200 × \$2 \$0\.0024 Output 340 × \$10 \$0\.0034 Sum \$0\.0058 The price is from your config\.yaml\.$/,
  ],
  ["the source with its date and rule", [
    { price_source: "genai-prices", price_date: "2026-02-01", price_rule: "above 200000" },
  ], /from the catalogue genai-prices, 2026-02-01\. Rule: above 200000\.$/],
  [
    "fees by the thousand",
    [{}, { costLines: [{ bucket: "webSearches", amount: 2, price: "10", nanos: 20_000_000 }] }],
    /Web searches 2 per 1,000 × \$10 \$0\.02 The/,
  ],
  [
    "a sum that the provider reported",
    [{ price_source: "provider" }, {
      costLines: [{ bucket: "reported", amount: 1, price: "0.02", nanos: 20_000_000 }],
    }],
    /Reported by the provider \$0\.02 The price is from the provider/,
  ],
  ["the call that was charged before the last one", [{}, {
    costLines: [{ bucket: "reported", amount: 1, price: "0.02", nanos: 20_000_000, attempt: 2 }],
  }], /Reported by the provider, call 2 \$0\.02/],
  ["a bucket that is new", [{}, {
    costLines: [{ bucket: "dreams", amount: 3, price: "1", nanos: 3000 }],
  }], /dreams 3 × \$1 \$0\.000003/],
  ["that tokens are estimated", [{ usage_estimated: true }], /the tokens are estimated/],
  [
    "that a failure is charged",
    [{ outcome: "failed", error: "no" }],
    /it failed, and costs all the same\.$/,
  ],
  [
    "that an answer was broken off and is charged",
    [{ outcome: "interrupted", usage_estimated: true }],
    /estimated\. Providers charge for what they did: it was interrupted, and costs/,
  ],
  ["no word of that for a failure that cost nothing", [
    { outcome: "failed", error: "no", cost: 0 },
    { costLines: [{ bucket: "input", amount: 3, price: "0", nanos: 0 }] },
  ], /your config\.yaml\.$/],
  [
    "that no price is known, and what to do",
    [
      { cost: null },
      { costLines: null },
    ],
    /^Unpriced: no price is known for acme-small-1\. State one in config\.yaml .* deno task recalculate/,
  ],
  ["that nothing was used", [
    { cost: null, total_tokens: null, outcome: "failed" },
    { costLines: null },
  ], /Nothing was used/],
  ["that it runs", [{ outcome: "running", cost: null }, { costLines: null }], /when the answer is/],
  ["the sum where its parts are not known", [
    { cost: 0.25, price_source: null },
    { costLines: null },
  ], /^\$0\.25 ?\. It was recorded without its parts\.$/],
  ["that it is free", [
    { cost: 0, price_source: "free" },
    { costLines: [] },
  ], /^\$0\.00 ?\. Nothing is charged, by the list of what is free\.$/],
];

for (const [what, given, text] of COSTS) {
  Deno.test(`the cost says ${what}`, () => {
    assert.match(words(render(<CostTable detail={detail(...given)} />)), text);
  });
}

Deno.test("a request shows what it took, who answered, and what can be done with it", () => {
  const html = view({ cache_read_tokens: 1000, reasoning_tokens: 40 }, { dropped: ["logit_bias"] });
  const told = words(html);
  assert.match(told, /^small OK Cost \$0\.012 Time 2\.5 s Input 1,200 1,000 from the cache/);
  assert.match(told, /Output 340 40 reasoning/);
  assert.match(told, /When Wed, 4 Mar 2026, 12:00:00 \( 5 min ago \)/);
  assert.match(told, /Answered by acme, acme-small-1 Answer streamed Ended with stop/);
  assert.match(told, /Left out logit_bias/);
  assert.match(html, /href="\/compare\?request=7"/);
  assert.match(told, /Copy as curl/);
  assert.match(told, /temperature 0/);
  assert.match(html, /href="\/requests\/7\?format=json"/);
  assert.doesNotMatch(html, /style=/);
});

const WITHOUT: readonly (readonly [what: string, Given, there: RegExp, not: RegExp])[] = [
  [
    "texts that are not stored",
    [{}, { capture: "metadata" }],
    /only how long they were/,
    /curl|playground|Sent upstream/,
  ],
  [
    "nothing stored",
    [{}, { capture: "off", sizes: { request: null, response: null } }],
    /What was said is not stored.*Raw Nothing\./,
    /curl|playground|Sent upstream/,
  ],
  [
    "a provider that was never asked",
    [{ provider: null, upstream_model: null }, { attempts: [] }],
    /curl/,
    /Answered by|Sent upstream/,
  ],
  ["no project and client", [{ project: null, client: null }], /Answered by/, /Project|Client/],
];

for (const [what, given, there, not] of WITHOUT) {
  Deno.test(`a request is shown with ${what}`, () => {
    const told = words(view(...given));
    assert.match(told, there);
    assert.doesNotMatch(told, not);
  });
}

Deno.test("an error stands first, and each call with its wait", () => {
  const attempts = [1, 2].map((number) => ({
    number,
    started_at: `2026-03-04T12:00:0${number}.000`,
    duration_ms: 100,
    waited_ms: number === 1 ? 0 : 900,
    status: number === 1 ? null : 503,
    error: number === 1 ? "Cannot reach acme." : "Overloaded.",
  }));
  const told = words(view({ outcome: "failed", status: 503, error: "Overloaded." }, { attempts }));
  assert.match(told, /^small Failed 503 Overloaded\. Cost/);
  assert.match(told, /no answer began after 1\.0 s, took 100 ms Cannot reach acme\./);
  assert.match(told, /503 waited 900 ms, began after 2\.0 s, took 100 ms Overloaded\./);
});

const NONE: Conversation = {
  ...{ messages: [], earlier: 0, answers: [], parameters: [], tools: [] },
  ...{ request: null, response: null },
};
const said = (messages: Message[], more: Partial<Conversation> = {}) =>
  render(<ConversationView conversation={{ ...NONE, messages, ...more }} more="/x?messages=all" />);
const text = (text: string, html: string | null = null, cut = 0) =>
  ({ kind: "text", text, html, cut }) as const;

Deno.test("rendered texts are shown as they were rendered, others as they are", () => {
  const html = said([
    { role: "user", name: "Ann", parts: [text("*a*", "<p><em>a</em></p>"), text("<b>", null, 5)] },
  ]);
  assert.match(html, /<p><em>a<\/em><\/p>/);
  assert.match(html, /<div class="prose as-is text" dir="auto">&lt;b><\/div>/);
  assert.match(words(html), /^user Ann a &lt;b> 5 more characters/);
  assert.match(html, /class="message user"/);
});

Deno.test("reasoning, tool calls, results and long instructions are folded", () => {
  const html = said([
    { role: "system", name: null, parts: [text(`Be brief. ${"x".repeat(1500)}`)] },
    {
      role: "assistant",
      name: null,
      parts: [
        { kind: "reasoning", text: "Hm", html: null, cut: 0 },
        { kind: "call", name: "weather", id: "c", text: '{\n  "at": "x"\n}', cut: 0 },
      ],
    },
    {
      role: "tool",
      name: null,
      parts: [{ kind: "result", name: "", id: "c", text: "ok", cut: 0 }],
    },
  ]);
  const folds = [...html.matchAll(/<summary>(.*?)<\/summary>/gs)].map(([, fold = ""]) =>
    words(fold)
  );
  assert.match(folds[0] ?? "", /^1,510 characters Be brief\. x+$/);
  assert.deepEqual(folds.slice(1), [
    "Reasoning",
    'Calls weather { "at": "x" }',
    "Result of a tool ok",
  ]);
  assert.doesNotMatch(html, /<details[^>]* open/);
});

Deno.test("images are shown, what is elsewhere is a link that tells nobody where one came from", () => {
  const html = said([{
    role: "user",
    name: null,
    parts: [
      { kind: "image", src: "data:image/png;base64,AA==", alt: "Image" },
      { kind: "note", text: "Image", href: "https://x.y/z" },
      { kind: "note", text: "[12 characters]", href: null },
    ],
  }]);
  assert.match(html, /<img class="sent" src="data:image\/png;base64,AA==" alt="Image"\/>/);
  assert.match(
    html,
    /<a href="https:\/\/x\.y\/z" target="_blank" rel="noopener noreferrer nofollow">/,
  );
  assert.match(words(html), /\[12 characters\]/);
});

Deno.test("messages that are left out are a link, answers and texts of no conversation are shown", () => {
  const html = said([], {
    earlier: 1200,
    answers: [{ role: "assistant", name: "choice 2", parts: [] }],
    request: { text: "{}", cut: 0 },
    response: { text: "Bad Gateway", cut: 0 },
  });
  assert.match(html, /<a href="\/x\?messages=all">Show 1,200 earlier messages<\/a>/);
  assert.match(words(html), /Request Copy \{\} assistant choice 2 Nothing Answer Copy Bad Gateway/);
  assert.match(html, /class="message assistant answer"/);
});
