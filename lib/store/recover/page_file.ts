import { StoreError } from "../problem.ts";
import { type ByteSource, byteSource } from "./byte_source.ts";
import { nodeOf } from "./node.ts";
import { readWal, type Wal } from "./wal.ts";

/** What the first hundred bytes of a database tell. */
export interface FileHeader {
  pageSize: number;
  usable: number;
  count: number;
  freeTrunk: number;
  freeCount: number;
  version: number;
  application: number;
}

const MAGIC = "SQLite format 3\0";
/** Sizes of pages, the usual one first. */
const SIZES = [4096, 1024, 2048, 8192, 16_384, 32_768, 65_536, 512];
/** How many pages are looked at to find out their size. */
const SAMPLE = 64;

/** The pages of a database, the newer ones of its write-ahead log included. Nothing is written. */
export class PageFile implements Disposable {
  /** `null` when it cannot be read. */
  readonly header: FileHeader | null;
  readonly pageSize: number;
  /** Bytes of a page that SQLite uses. */
  readonly usable: number;
  /** The number of the last page. */
  readonly count: number;
  /** How many pages the file should have beyond that. */
  readonly missing: number;
  readonly wal: Wal | null;
  readonly #file: ByteSource;
  readonly #log: ByteSource;

  /** @throws {StoreError} when the file cannot be opened or holds texts in another way than UTF-8 */
  constructor(path: string) {
    this.#file = byteSource(path);
    this.#log = byteSource(`${path}-wal`);
    this.wal = readWal(this.#log);
    const first = this.#start();
    this.header = first && headerOf(first, path);
    this.pageSize = this.header?.pageSize ?? this.wal?.pageSize ?? guessSize(this.#file);
    this.usable = this.header?.usable ?? this.pageSize;
    const stored = Math.floor(this.#file.size / this.pageSize);
    const told = this.wal?.count ?? this.header?.count ?? stored;
    const logged = [...this.wal?.pages.keys() ?? []].reduce(
      (most, page) => Math.max(most, page),
      0,
    );
    this.count = Math.min(told === 0 ? stored : told, Math.max(stored, logged));
    this.missing = Math.max(0, told - this.count);
  }

  /** A page; `null` when it is not there. */
  page(number: number): Uint8Array | null {
    if (number < 1 || number > this.count) return null;
    const place = this.wal?.pages.get(number);
    if (place !== undefined) return this.#log.read(place, this.pageSize);
    return this.#file.read((number - 1) * this.pageSize, this.pageSize);
  }

  [Symbol.dispose]() {
    this.#file[Symbol.dispose]();
    this.#log[Symbol.dispose]();
  }

  /** The first hundred bytes of page 1. */
  #start(): Uint8Array | null {
    const place = this.wal?.pages.get(1);
    return place === undefined ? this.#file.read(0, 100) : this.#log.read(place, 100);
  }
}

function headerOf(bytes: Uint8Array, path: string): FileHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 100);
  const size = view.getUint16(16);
  const pageSize = size === 1 ? 65_536 : size;
  const fixed = [64, 32, 32].every((value, index) => view.getUint8(21 + index) === value);
  const isOne = new TextDecoder().decode(bytes.subarray(0, 16)) === MAGIC && fixed &&
    SIZES.includes(pageSize);
  if (!isOne) return null;
  if (view.getUint32(56) > 1) {
    throw new StoreError(`${path} does not hold its texts in UTF-8, as Apantli's databases do.`);
  }
  return {
    pageSize,
    usable: pageSize - view.getUint8(20),
    count: view.getUint32(28),
    freeTrunk: view.getUint32(32),
    freeCount: view.getUint32(36),
    version: view.getUint32(60),
    application: view.getUint32(68),
  };
}

/** The size with which most of the first pages are pages. */
function guessSize(file: ByteSource): number {
  const fits = (size: number) => {
    let pages = 0;
    for (let number = 2; number < SAMPLE; number++) {
      const page = file.read((number - 1) * size, size);
      if (page !== null && nodeOf(page, number, size) !== null) pages++;
    }
    return pages;
  };
  const found = SIZES.map((size) => ({ size, pages: fits(size) }));
  return found.reduce((best, one) => one.pages > best.pages ? one : best).size;
}
