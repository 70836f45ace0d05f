/** What becomes of a tag that may pass: what to write where it begins and where it ends. */
type Allowed = (attributes: ReadonlyMap<string, string>) => { open: string; close: string };

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*\/?>/gi;
const ATTRIBUTE = /([a-z-]+)="([^"<>]*)"/gi;
const VOID = new Set(["hr", "br", "img", "input"]);
const ELSEWHERE = /^(?:https?:\/\/|mailto:)/i;

const plain = (name: string): [string, Allowed] => [
  name,
  () => ({ open: `<${name}>`, close: `</${name}>` }),
];
/** The page has headings of its own, which the conversation's must not mix with. */
const heading = (level: number): [string, Allowed] => [
  `h${level}`,
  () => ({ open: `<p class="heading level-${level}">`, close: "</p>" }),
];
const cell = (name: string): [string, Allowed] => [name, (attributes) => {
  const align = attributes.get("align");
  const side = align === "right" || align === "center" ? ` class="${align}"` : "";
  return { open: `<${name}${side}>`, close: `</${name}>` };
}];

/** Elements that a page would run or load from are not in the list; neither is what only styles. */
const ALLOWED: ReadonlyMap<string, Allowed> = new Map([
  ...["p", "em", "strong", "del", "code", "blockquote", "ul", "li", "thead", "tbody", "tr"]
    .map(plain),
  ...[1, 2, 3, 4, 5, 6].map(heading),
  cell("th"),
  cell("td"),
  ["hr", () => ({ open: "<hr>", close: "" })],
  ["br", () => ({ open: "<br>", close: "" })],
  // What can be scrolled must be reached by the keyboard.
  ["pre", () => ({ open: '<pre tabindex="0">', close: "</pre>" })],
  ["table", () => ({ open: '<div class="scrolls" tabindex="0"><table>', close: "</table></div>" })],
  ["ol", (attributes) => {
    const start = /^\d{1,9}$/.exec(attributes.get("start") ?? "");
    return { open: start ? `<ol start="${start[0]}">` : "<ol>", close: "</ol>" };
  }],
  ["input", (attributes) => ({ open: attributes.has("checked") ? "☑" : "☐", close: "" })],
  ["a", (attributes) => link(attributes.get("href") ?? "")],
]);

/**
 * The HTML of a Markdown renderer with nothing in it but a short list of elements: links go to http,
 * https and mail, an image is a link to it, and whatever else looks like a tag is text. What is
 * written is balanced, so that it cannot reach out of its place in the page.
 *
 * @param html whose texts and attributes are already escaped, as micromark's are
 */
export function sanitize(html: string): string {
  const written: string[] = [];
  const open: { name: string; close: string }[] = [];
  const isIn = (name: string) => open.some((one) => one.name === name);
  const close = (name: string) => {
    if (!isIn(name)) return;
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      written.push(one.close);
      if (one.name === name) return;
    }
  };
  const text = (raw: string) => {
    if (raw === "") return;
    const safe = raw.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    // HTML of the text's own, which is not run, stands outside of paragraphs.
    written.push(open.length === 0 && raw.trim() !== "" ? `<p>${safe.trim()}</p>` : safe);
  };
  let end = 0;
  for (const { 0: tag, 1: slash, 2: named = "", 3: rest = "", index } of html.matchAll(TAG)) {
    const name = named.toLowerCase();
    const rule = ALLOWED.get(name);
    if (rule === undefined && name !== "img") continue;
    text(html.slice(end, index));
    end = index + tag.length;
    if (slash === "/") close(name);
    else if (name === "img") written.push(image(attributesOf(rest), isIn("a")));
    else if (rule && !(name === "a" && isIn("a"))) {
      const piece = rule(attributesOf(rest));
      written.push(piece.open);
      if (!VOID.has(name)) open.push({ name, close: piece.close });
    }
  }
  text(html.slice(end));
  return written.join("") + open.toReversed().map(({ close }) => close).join("");
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name.toLowerCase(), value]),
  );
}

function link(href: string): { open: string; close: string } {
  if (!ELSEWHERE.test(href)) return { open: "", close: "" };
  return {
    open: `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">`,
    close: "</a>",
  };
}

/** Nothing is loaded from elsewhere, so that nobody learns who reads this. */
function image(attributes: ReadonlyMap<string, string>, isInLink: boolean): string {
  const alt = attributes.get("alt") ?? "";
  const { open, close } = isInLink ? { open: "", close: "" } : link(attributes.get("src") ?? "");
  return `${open}[image${alt === "" ? "" : `: ${alt}`}]${close}`;
}
