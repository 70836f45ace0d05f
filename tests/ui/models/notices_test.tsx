import assert from "node:assert/strict";
import { render } from "preact-render-to-string";
import { ModelBar } from "../../../lib/ui/models/bar.tsx";
import { FileProblems, Missing } from "../../../lib/ui/models/notices.tsx";
import type { FileProblem } from "../../../lib/ui/models/page.ts";
import { model, page, words } from "./sample.ts";

const problem = (place: number): FileProblem => ({
  ...{ severity: place === 0 ? "error" : "warning", line: place + 1, column: 5 },
  ...{ alias: place === 0 ? "small" : null, message: `Mend <${place}>.` },
});
const problems = (count: number, isHeld = false) =>
  render(
    <FileProblems
      {...page([], { isHeld, problems: Array.from({ length: count }, (_, at) => problem(at)) })}
    />,
  );

Deno.test("a file that is well is not spoken of", () => assert.equal(problems(0), ""));

Deno.test("what is wrong with the file has its place, its model and its weight", () => {
  const text = words(problems(2));
  assert.match(text, /^config\.yaml: 2 things to mend/);
  assert.match(text, /error line 1:5 small: Mend &lt;0/);
  assert.match(text, /warning line 2:5 Mend &lt;1/);
  assert.match(words(problems(1)), /1 thing to mend/);
  assert.doesNotMatch(text, /stays in force/);
});

Deno.test("a file that is held back is said to be", () => {
  assert.match(words(problems(1, true)), /What it said before stays in force\./);
});

Deno.test("more than five problems are folded", () => {
  assert.doesNotMatch(problems(5), /<details/);
  const html = problems(7);
  assert.match(html, /<summary>2 more<\/summary>/);
  assert.equal(html.match(/<li>/g)?.length, 7);
});

const missing = (variable: string, enabled = true) =>
  model({ enabled, key: { state: "missing", variable } });

Deno.test("keys that are missing are named once, with how many models wait for them", () => {
  const text = words(render(
    <Missing models={[missing("A"), missing("B"), missing("A"), missing("C", false), model()]} />,
  ));
  assert.equal(text, "Not set: A 2 models B 1 model Put them into .env : that counts at once.");
  assert.match(words(render(<Missing models={[missing("A")]} />)), /Put it into \.env/);
});

Deno.test("hosts that need a restart are named, also without missing keys", () => {
  const text = words(render(<Missing models={[model({ beyond: "h:1" })]} />));
  assert.match(text, /^Needs a restart: h:1 1 model The server can reach only the hosts/);
  assert.equal(render(<Missing models={[model({ beyond: "h:1", enabled: false })]} />), "");
});

Deno.test("the bar counts the states over all models, and keeps what else is asked for", () => {
  const query = "q=s&show=off&sort=cost&dir=asc";
  const html = render(
    <ModelBar
      rows={[model(), missing("A"), model({ enabled: false }), model({ enabled: false })]}
      params={new URLSearchParams(query)}
      url={`/models?${query}`}
      search={() => {}}
    />,
  );
  assert.match(words(html), /All 4 Ready 1 Needs attention 1 Off 2 Order of the file/);
  assert.match(html, /href="\/models\?q=s&amp;show=ready&amp;sort=cost&amp;dir=asc"/);
  assert.match(html, /show=off[^>]*aria-current="true">Off/);
  assert.match(html, /href="\/models\?q=s&amp;show=off">Order of the file/);
  // A form without script asks for the same.
  assert.match(html, /<form class="search" role="search" action="\/models">/);
  for (const name of ["show", "sort", "dir"]) {
    assert.match(html, new RegExp(`type="hidden" name="${name}"`));
  }
  assert.match(html, /type="search" name="q"[^>]*value="s"/);
});
