/** A page of a b-tree, taken apart. https://www.sqlite.org/fileformat2.html#b_tree_pages */
export interface Node {
  /** Rows by rowid, or entries of an index, which tables without rowid are as well. */
  kind: "table" | "index";
  isLeaf: boolean;
  cells: readonly Cell[];
  /** The rightmost child of a page that is no leaf. */
  right: number;
}

/** One entry of a page. */
export interface Cell {
  /** The rowid, or in a page that is no leaf the greatest one below `child`; 0 in an index. */
  key: number;
  child: number;
  /** The bytes of its record; 0 where it has none. */
  size: number;
  /** Where those begin that stand in this page, and how many they are. */
  start: number;
  local: number;
  /** The page on which the record goes on; 0 for none. */
  overflow: number;
}

const KINDS: Readonly<Record<number, Pick<Node, "kind" | "isLeaf">>> = {
  0x02: { kind: "index", isLeaf: false },
  0x05: { kind: "table", isLeaf: false },
  0x0a: { kind: "index", isLeaf: true },
  0x0d: { kind: "table", isLeaf: true },
};

/** The header of the file stands before the tree of page 1. */
const FILE_HEADER = 100;
const LEAST_CELL = 4;

/**
 * Takes a page apart; `null` when it is no page of a b-tree, or damaged. Cells, free blocks and
 * fragments have to fill the page exactly: noise does not.
 *
 * @param usable bytes of a page that SQLite uses
 */
export function nodeOf(page: Uint8Array, number: number, usable: number): Node | null {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const top = number === 1 ? FILE_HEADER : 0;
  const kind = KINDS[view.getUint8(top)];
  if (kind === undefined) return null;
  const count = view.getUint16(top + 3);
  const content = view.getUint16(top + 5) || 65_536;
  const pointers = top + (kind.isLeaf ? 8 : 12);
  if (pointers + 2 * count > content || content > usable) return null;
  const cells: Cell[] = [];
  const used: [start: number, end: number][] = [];
  for (let index = 0; index < count; index++) {
    const at = view.getUint16(pointers + 2 * index);
    if (at < content || at + LEAST_CELL > usable) return null;
    const parsed = cellAt(view, at, kind, usable);
    if (parsed === null || parsed.end > usable) return null;
    cells.push(parsed.cell);
    used.push([at, Math.max(parsed.end, at + LEAST_CELL)]);
  }
  if (!addFreeBlocks(view, top, usable, used)) return null;
  if (!fills(used, content, usable, view.getUint8(top + 7))) return null;
  return { ...kind, cells, right: kind.isLeaf ? 0 : view.getUint32(top + 8) };
}

function addFreeBlocks(
  view: DataView,
  top: number,
  usable: number,
  used: [number, number][],
): boolean {
  let before = 0;
  for (let at = view.getUint16(top + 1); at !== 0;) {
    if (at <= before || at + 4 > usable) return false;
    const size = view.getUint16(at + 2);
    if (size < 4) return false;
    used.push([at, at + size]);
    before = at;
    at = view.getUint16(at);
  }
  return true;
}

function fills(
  used: [number, number][],
  content: number,
  usable: number,
  fragments: number,
): boolean {
  used.sort(([a], [b]) => a - b);
  let between = 0;
  let at = content;
  for (const [start, end] of used) {
    if (start < at) return false;
    between += start - at;
    at = end;
  }
  return at <= usable && between + usable - at === fragments;
}

function cellAt(
  view: DataView,
  at: number,
  { kind, isLeaf }: Pick<Node, "kind" | "isLeaf">,
  usable: number,
): { cell: Cell; end: number } | null {
  let next = at;
  const child = isLeaf ? 0 : view.getUint32(next);
  if (!isLeaf) next += 4;
  const none = { size: 0, start: 0, local: 0, overflow: 0 };
  const hasRecord = kind === "index" || isLeaf;
  const size = hasRecord ? varint(view, next) : null;
  if (hasRecord && size === null) return null;
  next = size?.end ?? next;
  const key = kind === "table" ? varint(view, next) : null;
  if (kind === "table" && key === null) return null;
  next = key?.end ?? next;
  if (size === null) return { cell: { ...none, key: key?.value ?? 0, child }, end: next };
  const local = localSize(size.value, kind, usable);
  const isWhole = local === size.value;
  const end = next + local + (isWhole ? 0 : 4);
  if (size.value < 0 || end > usable) return null;
  const overflow = isWhole ? 0 : view.getUint32(next + local);
  return {
    cell: { key: key?.value ?? 0, child, size: size.value, start: next, local, overflow },
    end,
  };
}

/** How many bytes of a record stand in the page of its cell. */
function localSize(size: number, kind: Node["kind"], usable: number): number {
  const most = kind === "table" ? usable - 35 : Math.floor((usable - 12) * 64 / 255) - 23;
  if (size <= most) return size;
  const least = Math.floor((usable - 12) * 32 / 255) - 23;
  const wanted = least + (size - least) % (usable - 4);
  return wanted <= most ? wanted : least;
}

/** A number of one to nine bytes, and where it ends; `null` when no safe integer stands there. */
export function varint(view: DataView, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let length = 1; length <= 8; length++) {
    if (at + length > view.byteLength) return null;
    const byte = view.getUint8(at + length - 1);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, end: at + length } : null;
  }
  if (at + 9 > view.byteLength) return null;
  let whole = 0n;
  for (let index = 0; index < 8; index++) {
    whole = whole << 7n | BigInt(view.getUint8(at + index) & 0x7f);
  }
  const signed = BigInt.asIntN(64, whole << 8n | BigInt(view.getUint8(at + 8)));
  const number = Number(signed);
  return Number.isSafeInteger(number) ? { value: number, end: at + 9 } : null;
}
