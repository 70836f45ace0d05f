import assert from "node:assert/strict";
import { render } from "preact-render-to-string";
import { OpenDialog } from "../../../lib/ui/models/opened.tsx";
import type { ModelRow, ModelsPage, Opened } from "../../../lib/ui/models/page.ts";
import { Result } from "../../../lib/ui/models/test.tsx";
import type { Tried } from "../../../lib/ui/models/try_model.ts";
import { model, page, provider, ways, words } from "./sample.ts";

const MODELS = [model(), model({ name: "off", enabled: false })];

function dialog(query: string, { opened = {}, problem = null, data = page(MODELS) }: {
  opened?: Opened;
  problem?: string | null;
  data?: ModelsPage;
} = {}): string {
  return render(
    <OpenDialog
      params={new URLSearchParams(query)}
      page={data}
      ways={ways(`/models?${query}`)}
      reload={() => {}}
      {...{ opened, problem }}
    />,
  );
}
const edit = (row: ModelRow) => dialog(`do=edit&model=${row.name}`, { data: page([row]) });

const OPENED: readonly (readonly [query: string, facts: Parameters<typeof dialog>[1], RegExp])[] = [
  ["", {}, /^$/],
  ["do=nothing", {}, /^$/],
  ["do=toString", {}, /^$/],
  ["model=small", {}, /^$/],
  ["do=edit&model=small", {}, /aria-label="small" open>/],
  ["do=test&model=small", {}, /aria-label="Test small" open>/],
  ["do=delete&model=small", {}, /aria-label="Delete small\?" open>/],
  ["do=edit&model=gone", {}, /There is no model gone\./],
  ["do=edit", {}, /There is no model \./],
  ["do=add", {}, /Loading …/],
  ["do=connect", { problem: "Nobody answers." }, /role="alert".*Nobody answers\..*Try again/],
];

for (const [query, facts, expected] of OPENED) {
  Deno.test(`"${query}" ${facts?.problem ? "fails to open" : "opens"} ${expected.source}`, () => {
    assert.match(dialog(query, facts), expected);
  });
}

Deno.test("to edit shows what is set, what holds otherwise, and what only the file can say", () => {
  const html = edit(model({
    params: { temperature: 0.7, timeout: 30, top_p: "os.environ/TOP" },
    otherParams: ["stop", "seed"],
  }));
  assert.match(html, /name="temperature" value="0\.7"/);
  assert.match(html, /name="timeout" value="30"[^>]* placeholder="120, as for all"/);
  assert.match(html, /name="num_retries" value[^>]* placeholder="3, as for all"/);
  assert.match(html, /name="max_tokens" value[^>]* placeholder="the provider/);
  assert.doesNotMatch(html, /name="top_p"/);
  assert.match(words(html), /Top p &quot;os\.environ\/TOP&quot; Edit it in the file\./);
  assert.match(words(html), /Also set stop, seed/);
  assert.match(words(html), /Where config\.yaml, line 3/);
  assert.equal(html.match(/aria-label="Reset/g)?.length, 2);
});

const FACTS: readonly (readonly [what: string, Partial<ModelRow>, RegExp])[] = [
  ["its key is set", {}, /Key set Price/],
  ["none is needed", { key: { state: "not needed" } }, /Key not needed/],
  ["its key is missing", { key: { state: "missing", variable: "K" } }, /Key Set K in \.env\./],
  ["it leads nowhere", { problem: "Set an address." }, /Problem Set an address\. Key set/],
  ["it needs a restart", { beyond: "h:1" }, /Restart needed to reach h:1/],
  ["its prices are known", {}, /Price \$0\.25 in, \$0\.025 cached, \$2\.00 out/],
  ["none is for the cache", { cached_input_cost_per_million: null }, /\$0\.25 in, \$2\.00 out/],
  ["its context is known", {}, /Context 200K tokens/],
  ["its context is not", { contextWindow: null }, /Context not known/],
];

for (const [what, facts, expected] of FACTS) {
  Deno.test(`to edit says that ${what}`, () => assert.match(words(edit(model(facts))), expected));
}

Deno.test("to edit leads to all that can be done with the model", () => {
  const html = edit(model({ name: "a/b" }));
  const links = [...html.matchAll(/<a class="button[^"]*" href="([^"]*)"/g)].map(([, to]) => to);
  assert.deepEqual(links, [
    "/models?do=delete&amp;model=a%2Fb",
    "/models?do=test&amp;model=a%2Fb",
    "/models?do=connect&amp;model=a%2Fb",
  ]);
});

Deno.test("to delete says what goes and what stays, and begins on the way back", () => {
  const html = dialog("do=delete&model=small");
  assert.match(words(html), /out of config\.yaml with the comments.* requests .* stay in the log/);
  assert.match(html, /<button[^>]* autofocus[^>]*>Cancel</);
});

const HINDRANCES: readonly (readonly [Partial<ModelRow>, RegExp])[] = [
  [{ enabled: false, problem: "x" }, /It is off: enable it first\./],
  [{ key: { state: "missing", variable: "K" } }, /Set K in \.env first/],
  [{ problem: "Set an address." }, /Set an address\./],
  [{ beyond: "h:1" }, /Restart the server first: it cannot reach h:1 yet\./],
  [{}, /provider charges for it\. Send/],
];

for (const [facts, expected] of HINDRANCES) {
  Deno.test(`to test says beforehand ${expected.source}`, () => {
    const html = dialog("do=test&model=small", { data: page([model(facts)]) });
    assert.match(words(html), expected);
  });
}

const TRIED: Tried = {
  ...{ text: "ok", isCut: false, ms: 812, promptTokens: 9, completionTokens: 2 },
  ...{ cost: 0.000_012, requestId: "a b" },
};
const RESULTS: readonly (readonly [Partial<Tried>, RegExp])[] = [
  [{}, /^ok Time 812 ms Tokens 9 → 2 Cost \$0\.000012 Log the request$/],
  [{ cost: 0 }, /Cost \$0\.00 Log/],
  [{ cost: null }, /Cost unpriced Log/],
  [{ promptTokens: null, completionTokens: null }, /Tokens – → –/],
  [{ text: "", isCut: true }, /^It only thought, and was cut short\./],
  [{ text: "" }, /^No text\./],
  [{ text: "<b>" }, /^&lt;b/],
  [{ requestId: null }, /Cost \$0\.000012$/],
];

for (const [facts, expected] of RESULTS) {
  Deno.test(`a test call tells ${expected.source}`, () => {
    assert.match(words(render(<Result tried={{ ...TRIED, ...facts }} />)), expected);
  });
}

Deno.test("a test call leads to its request", () => {
  assert.match(render(<Result tried={TRIED} />), /href="\/requests\/a%20b"/);
});

Deno.test("to add begins with a provider whose key is set, in their groups", () => {
  const html = dialog("do=add", {
    opened: {
      add: {
        providers: [
          provider({ name: "bolt", displayName: "Bolt", keySet: false, keyEnv: "BOLT_KEY" }),
          provider(),
          provider({ name: "own", displayName: "Own", group: "own machine", keyEnv: null }),
        ],
      },
    },
  });
  const groups = [...html.matchAll(/<optgroup label="([^"]*)">(.*?)<\/optgroup>/g)];
  assert.deepEqual(groups.map(([, label, options = ""]) => [label, words(options)]), [
    ["Popular", "Bolt Acme · key is set"],
    ["More", ""],
    ["On your own machine", "Own · key is set Another OpenAI-compatible server"],
  ]);
  assert.match(html, /<option value="Acme" selected>|<option selected value="Acme">/);
  assert.match(html, /name="api_key_env" value="ACME_API_KEY"/);
  assert.match(words(html), /ACME_API_KEY is set\./);
  assert.doesNotMatch(html, /name="api_base"/);
});

Deno.test("to add asks for an address and a name where the catalogue knows neither", () => {
  const only = provider({ baseExample: "https://RES.acme.test", models: 0, keySet: false });
  const html = dialog("do=add", { opened: { add: { providers: [only] } } });
  assert.match(html, /name="api_base"[^>]* placeholder="https:\/\/RES\.acme\.test"/);
  assert.match(html, /aria-label="The model&#39;s name"|aria-label="The model's name"/);
  assert.match(words(html), /counted as unpriced\./);
  assert.match(words(html), /ACME_API_KEY is not set yet: put it into \.env\./);
});

const CLIENTS = [
  { id: "curl", name: "curl", where: "In a shell.", text: "curl 'x' <y>" },
  {
    ...{ id: "app", name: "App", where: "In its settings.", text: "{}" },
    download: { href: "/api/export/obsidian", label: "Download" },
  },
];
const connect = (query: string, clients = CLIENTS) =>
  dialog(query, {
    opened: { connect: { alias: "small", base: "http://h:1/v1", clients, notYet: "Not Z yet." } },
  });

Deno.test("to connect shows one client's text, the address, and aliases that can be called", () => {
  const html = connect("do=connect&model=small");
  assert.match(html, /<pre tabindex="0"><code>curl 'x' &lt;y><\/code><\/pre>/i);
  assert.match(html, /<code>http:\/\/h:1\/v1<\/code>/);
  assert.deepEqual([...html.matchAll(/<option[^>]*>([^<]*)</g)].map(([, name]) => name), ["small"]);
  assert.match(html, /href="\/models\?do=connect&amp;model=small&amp;client=app">App/);
  assert.match(words(html), /Not Z yet\./);
  assert.doesNotMatch(html, /download/);
});

Deno.test("to connect shows the client that is asked for with its file, the first for an unknown one", () => {
  const html = connect("do=connect&model=small&client=app");
  assert.match(html, /<section aria-label="App">/);
  assert.match(html, /href="\/api\/export\/obsidian" download>Download</);
  assert.match(connect("do=connect&client=none"), /<section aria-label="curl">/);
});

Deno.test("to connect leads on to a model where there is none", () => {
  const html = connect("do=connect", []);
  assert.match(html, /href="\/models\?do=add">Add a model/);
});
