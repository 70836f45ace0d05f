import assert from "node:assert/strict";
import fc from "fast-check";
import { renderMarkdown } from "../../lib/conversation/markdown.ts";
import { sanitize } from "../../lib/conversation/sanitize.ts";

const LINK = 'target="_blank" rel="noopener noreferrer nofollow"';

const RENDERED: readonly (readonly [what: string, markdown: string, html: string | RegExp])[] = [
  ["emphasis", "*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>"],
  ["a heading that is none of the page's", "## Hi", '<p class="heading level-2">Hi</p>'],
  ["code", "```js\na<b\n```", '<pre tabindex="0"><code>a&lt;b\n</code></pre>'],
  ["a list that begins later", "5. a\n6. b", '<ol start="5">\n<li>a</li>\n<li>b</li>\n</ol>'],
  ["tasks without controls", "- [x] a\n- [ ] b", "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>"],
  ["a table that scrolls", "|a|\n|-:|\n|1|", /^<div class="scrolls" tabindex="0"><table>/],
  ["the side of a cell", "|a|\n|-:|\n|1|", /<td class="right">1<\/td>/],
  ["a link", "[a](https://x.y/?b&c)", `<p><a href="https://x.y/?b&amp;c" ${LINK}>a</a></p>`],
  ["an address", "see www.x.y", `<p>see <a href="http://www.x.y" ${LINK}>www.x.y</a></p>`],
  ["a script as text", "<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"],
  ["tags as text", 'a <b onclick="x">b</b>', /^<p>a &lt;b onclick=&quot;x&quot;&gt;b/],
  ["a block of tags with its lines", "<doc>\na\n</doc>", "<p>&lt;doc&gt;\na\n&lt;/doc&gt;</p>"],
  ["no link to a script", "[a](javascript:alert(1))", "<p>a</p>"],
  ["no link to a script in disguise", "[a](&#106;avascript:alert%281%29)", "<p>a</p>"],
  ["no link to data", "[a](data:text/html,x)", "<p>a</p>"],
  ["no link into this site", "[a](/errors) [b](//c.d) [e](?f)", "<p>a b e</p>"],
  [
    "an image elsewhere as a link",
    '![a](https://x.y/z.png "t")',
    `<p><a href="https://x.y/z.png" ${LINK}>[image: a]</a></p>`,
  ],
  [
    "an image in a link as its words",
    "[![a](https://x.y/i)](https://x.y)",
    `<p><a href="https://x.y" ${LINK}>[image: a]</a></p>`,
  ],
  ["an image that cannot be reached", "![](file:///etc/passwd)", "<p>[image]</p>"],
  ["a footnote as text", "a[^1]\n\n[^1]: some words", /^<p>a\[\^1\]<\/p>\n<p>\[\^1\]: some/],
];

for (const [what, markdown, html] of RENDERED) {
  Deno.test(`Markdown becomes ${what}`, () => {
    const rendered = renderMarkdown(markdown);
    if (typeof html === "string") assert.equal(rendered, html);
    else assert.match(rendered, html);
  });
}

const TAG = /<(\/?)([^\s<>/]+)([^<>]*)>/g;
const MAY = new Set([
  ...["p", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "br"],
  ...["div", "table", "thead", "tbody", "tr", "th", "td"],
]);
const ATTRIBUTES = new RegExp(
  '^(?: (?:class="[\\w -]+"|tabindex="0"|start="\\d+"|' +
    'href="(?:https?://|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer nofollow"))*$',
  "i",
);

/** Fails unless the HTML has nothing but what may be in a page, each begun and ended in its place. */
function assertSafe(html: string) {
  const open: string[] = [];
  for (const [tag, slash, name = "", attributes = ""] of html.matchAll(TAG)) {
    assert.ok(MAY.has(name), `${tag} in ${html}`);
    if (slash === "/") assert.equal(open.pop(), name, html);
    else {
      assert.match(attributes, ATTRIBUTES, `${tag} in ${html}`);
      if (name !== "hr" && name !== "br") open.push(name);
    }
  }
  assert.deepEqual(open, [], html);
  assert.doesNotMatch(html.replaceAll(TAG, ""), /[<>]/, html);
}

/** What hostile texts are made of. */
const PIECES = [
  ...["<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>", "</p>"],
  ...["</div></div>", "<svg/onload=x>", "<style>", "<!--", "-->", "<![CDATA[", "<iframe src=//x>"],
  ...[
    "[a](",
    ")",
    "![",
    "](javascript:x)",
    "](vbscript:x)",
    "](data:text/html,x)",
    "](https://x.y",
  ],
  ...["[r]: javascript:x\n", "[r]", "<javascript:x>", "<https://x.y>", "&lt;script&gt;", "&#60;"],
  ...["`", "```\n", "\n\n", "\n", "> ", "- ", "1. ", "- [x] ", "# ", "|a|b|\n|-|:-:|\n|", "|", "*"],
  ...["**", "_", "~~", "\\", '"', "'", "=", " ", "\t", "\u0000", "\u202e", "www.x.y", "a@b.cd"],
  ...['" onmouseover="x', "' style='x", "onclick=x", "[^1]", "[^1]: x\n", 'https://x.y/"<b>', "é"],
];

Deno.test("no Markdown, however hostile, brings in anything that runs or loads", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })), {
        maxLength: 40,
      }),
      (pieces) => assertSafe(renderMarkdown(pieces.join(""))),
    ),
    { numRuns: 1500 },
  );
});

Deno.test("an end without a beginning ends nothing", () => {
  assert.equal(sanitize("<p>a</em>b</p>"), "<p>ab</p>");
});

Deno.test("no HTML gets through, should a renderer let it", () => {
  const tag = fc.tuple(
    fc.constantFrom("<", "</"),
    fc.constantFrom(...MAY, "script", "img", "svg", "input", "A", "IMG", "h1", "h7", "x-y"),
    fc.constantFrom(
      ...["", ' href="javascript:x"', ' href="https://x.y"', ' src="https://x.y"', ' onclick="x"'],
      ...[
        ' style="x"',
        ' start="1"',
        ' start="x"',
        ' align="right"',
        ' align="x"',
        " x",
        ' href="',
      ],
    ),
    fc.constantFrom(">", "/>", " />", ""),
  ).map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      fc.array(fc.oneof(tag, fc.constantFrom("a", " ", "&lt;", "<", ">")), { maxLength: 30 }),
      (pieces) => assertSafe(sanitize(pieces.join(""))),
    ),
    { numRuns: 3000 },
  );
});
