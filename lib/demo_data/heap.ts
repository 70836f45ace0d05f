/** Gives back the least of what was put in, by a key. */
export class Heap<T> {
  readonly #items: { key: number; item: T }[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** The least key; Infinity when there is nothing. */
  get least(): number {
    return this.#items[0]?.key ?? Infinity;
  }

  push(key: number, item: T): void {
    const items = this.#items;
    let place = items.push({ key, item }) - 1;
    for (;;) {
      const above = (place - 1) >> 1;
      const [child, parent] = [items[place], items[above]];
      if (!child || !parent || parent.key <= child.key) return;
      items[place] = parent;
      items[above] = child;
      place = above;
    }
  }

  /** Takes the item with the least key out. */
  pop(): T | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first?.item;
    items[0] = last;
    this.#sink();
    return first.item;
  }

  #sink() {
    const items = this.#items;
    for (let place = 0;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const keyAt = (at: number) => items[at]?.key ?? Infinity;
      const below = keyAt(right) < keyAt(left) ? right : left;
      const [parent, child] = [items[place], items[below]];
      if (!parent || !child || parent.key <= child.key) return;
      items[place] = child;
      items[below] = parent;
      place = below;
    }
  }
}
