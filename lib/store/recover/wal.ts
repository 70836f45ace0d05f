import type { ByteSource } from "./byte_source.ts";

/** What a write-ahead log holds that is committed. */
export interface Wal {
  pageSize: number;
  /** Where in the log the newest copy of a page begins. */
  pages: ReadonlyMap<number, number>;
  /** How many pages the database has after the last commit; `null` when none is readable. */
  count: number | null;
  /** Frames behind a damaged one: what they hold is lost. */
  lost: number;
}

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;

/**
 * Reads a write-ahead log as SQLite does: up to the last commit before the first frame whose checksum
 * is wrong. https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function readWal(source: ByteSource): Wal | null {
  const header = source.read(0, HEADER);
  if (header === null) return null;
  const view = viewOf(header);
  const magic = view.getUint32(0);
  if ((magic & ~1) !== MAGIC) return null;
  const isLittle = (magic & 1) === 0;
  const pageSize = view.getUint32(8);
  const size = FRAME_HEADER + pageSize;
  const sum = checksum(header.subarray(0, 24), isLittle, [0, 0]);
  if (sum[0] !== view.getUint32(24) || sum[1] !== view.getUint32(28)) return null;
  const pages = new Map<number, number>();
  const open = new Map<number, number>();
  let count: number | null = null;
  let at = HEADER;
  for (let before = sum;; at += size) {
    const frame = source.read(at, size);
    if (frame === null || !isOf(frame, view)) break;
    const frameView = viewOf(frame);
    const part = checksum(frame.subarray(0, 8), isLittle, before);
    before = checksum(frame.subarray(FRAME_HEADER), isLittle, part);
    if (before[0] !== frameView.getUint32(16) || before[1] !== frameView.getUint32(20)) break;
    open.set(frameView.getUint32(0), at + FRAME_HEADER);
    const committed = frameView.getUint32(4);
    if (committed === 0) continue;
    for (const [page, place] of open) pages.set(page, place);
    open.clear();
    count = committed;
  }
  return { pageSize, pages, count, lost: lostFrames(source, at, size, view) };
}

/** Frames of an earlier round have other salts. */
function isOf(frame: Uint8Array, header: DataView): boolean {
  const view = viewOf(frame);
  return view.getUint32(8) === header.getUint32(16) && view.getUint32(12) === header.getUint32(20);
}

/** Counts frames of this round behind a bad one, up to the last that commits: a torn end is no loss. */
function lostFrames(source: ByteSource, from: number, size: number, header: DataView): number {
  let lost = 0;
  for (let at = from; at + size <= source.size; at += size) {
    const frame = source.read(at, FRAME_HEADER);
    if (frame !== null && isOf(frame, header) && viewOf(frame).getUint32(4) !== 0) {
      lost = (at - from) / size + 1;
    }
  }
  return lost;
}

type Sum = readonly [number, number];

function checksum(bytes: Uint8Array, isLittle: boolean, [a, b]: Sum): Sum {
  const view = viewOf(bytes);
  let first = a;
  let second = b;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    first = (first + view.getUint32(at, isLittle) + second) >>> 0;
    second = (second + view.getUint32(at + 4, isLittle) + first) >>> 0;
  }
  return [first, second];
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
