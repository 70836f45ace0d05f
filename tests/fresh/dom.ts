/**
 * As much of a browser's document as waking islands takes: enough to run the client bundle on a
 * page in a test, without a browser. It parses what Preact renders, which is well formed.
 */

type Listener = (event: { type: string }) => void;
const VOID = /^(meta|link|img|br|hr|input|!doctype)$/i;

/** A node: an element, a text (`#text`), a fragment (`#fragment`) or the document (`#document`). */
export class DomNode {
  readonly nodeType: number;
  readonly namespaceURI = "http://www.w3.org/1999/xhtml";
  readonly childNodes: DomNode[] = [];
  readonly attributes: { name: string; value: string }[] = [];
  readonly #listeners = new Map<string, Set<Listener>>();
  parentNode: DomNode | null = null;
  data = "";
  /** Its being there tells Preact that the event is called "click". */
  onclick = null;
  /** Where a template keeps its children. */
  readonly content: DomNode | null;

  constructor(readonly localName: string) {
    this.nodeType = { "#text": 3, "#document": 9, "#fragment": 11 }[localName] ?? 1;
    this.content = localName === "template" ? new DomNode("#fragment") : null;
  }

  get firstChild(): DomNode | null {
    return this.childNodes[0] ?? null;
  }
  get nextSibling(): DomNode | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }
  get textContent(): string {
    return this.data + this.childNodes.map((node) => node.textContent).join("");
  }

  insertBefore(node: DomNode, before: DomNode | null): DomNode {
    const nodes = node.nodeType === 11 ? [...node.childNodes] : [node];
    for (const one of nodes) one.remove();
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, ...nodes);
    for (const one of nodes) one.parentNode = this;
    return node;
  }
  append(...nodes: DomNode[]): void {
    for (const node of nodes) this.insertBefore(node, null);
  }
  appendChild(node: DomNode): DomNode {
    return this.insertBefore(node, null);
  }
  removeChild(node: DomNode): void {
    node.remove();
  }
  remove(): void {
    const siblings = this.parentNode?.childNodes;
    siblings?.splice(siblings.indexOf(this), 1);
    this.parentNode = null;
  }

  getAttribute(name: string): string | null {
    return this.attributes.find((attribute) => attribute.name === name)?.value ?? null;
  }
  setAttribute(name: string, value: unknown): void {
    this.removeAttribute(name);
    this.attributes.push({ name, value: String(value) });
  }
  removeAttribute(name: string): void {
    const at = this.attributes.findIndex((attribute) => attribute.name === name);
    if (at >= 0) this.attributes.splice(at, 1);
  }
  get dataset(): Record<string, string> {
    const attribute = (name: string | symbol) =>
      `data-${String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return new Proxy<Record<string, string>>({}, {
      get: (_, name) => this.getAttribute(attribute(name)) ?? undefined,
      deleteProperty: (_, name) => {
        this.removeAttribute(attribute(name));
        return true;
      },
    });
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
  }
  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }
  /** What a user's click does. */
  click(): void {
    for (const listener of this.#listeners.get("click") ?? []) {
      listener.call(this, { type: "click" });
    }
  }

  /** Every element below, in order, that has the tag's name, the `[attribute]` or the `#id`. */
  querySelectorAll(selector: string): DomNode[] {
    const name = selector.replace(/^\[|\]$/g, "");
    const matches = (node: DomNode) =>
      selector.startsWith("[")
        ? node.getAttribute(name) !== null
        : selector.startsWith("#")
        ? node.getAttribute("id") === selector.slice(1)
        : node.localName === selector;
    return this.childNodes.flatMap((node) => [
      ...matches(node) ? [node] : [],
      ...node.querySelectorAll(selector),
    ]);
  }
  get parentElement(): DomNode | null {
    return this.parentNode?.nodeType === 1 ? this.parentNode : null;
  }
  /** This element or the next one upwards that has the `[attribute]`. */
  closest(selector: string): DomNode | null {
    if (this.getAttribute(selector.slice(1, -1)) !== null) return this;
    return this.parentElement?.closest(selector) ?? null;
  }
  getElementById(id: string): DomNode | null {
    return this.querySelectorAll(`#${id}`)[0] ?? null;
  }
  createElement(name: string): DomNode {
    return new DomNode(name);
  }
  createElementNS(_space: string, name: string): DomNode {
    return new DomNode(name);
  }
  createTextNode(text: string): DomNode {
    return Object.assign(new DomNode("#text"), { data: String(text) });
  }
  createDocumentFragment(): DomNode {
    return new DomNode("#fragment");
  }
}

/** A document made of HTML. */
export function parseHtml(html: string): DomNode {
  const root = new DomNode("#document");
  const open = [root];
  const parts = /<script([^>]*)>(.*?)<\/script>|<(\/?)([!\w-]+)((?:"[^"]*"|[^">])*)>|([^<]+)/gs;
  for (const [, raw, script, end, tag = "", text = "", words = ""] of html.matchAll(parts)) {
    const parent = open.at(-1) ?? root;
    if (raw !== undefined) {
      const node = addElement(parent, "script", raw);
      node.append(root.createTextNode(script ?? ""));
    } else if (words !== "") parent.append(root.createTextNode(decode(words)));
    else if (end === "/") open.pop();
    else {
      const node = addElement(parent, tag, text);
      if (!VOID.test(tag)) open.push(node.content ?? node);
    }
  }
  return root;
}

function addElement(parent: DomNode, name: string, attributes: string): DomNode {
  const node = new DomNode(name);
  for (const [, key = "", value = ""] of attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) {
    node.setAttribute(key, decode(value));
  }
  parent.append(node);
  return node;
}

function decode(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
