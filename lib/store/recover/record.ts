import { varint } from "./node.ts";

/** A value of a record; integers are bigints, `undefined` is what cannot be read. */
export type Value = number | bigint | string | Uint8Array | null | undefined;

/** A text that noise or a page of zeros got into: no text that Apantli stores has so many NULs. */
const ZEROS = "\0".repeat(8);
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The values of a record. https://www.sqlite.org/fileformat2.html#record_format
 *
 * @param bytes as many of its bytes as can be read
 * @param size how many it has
 * @returns `null` when it is none: its values would not have this size
 */
export function valuesOf(bytes: Uint8Array, size: number): Value[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = varint(view, 0);
  if (header === null || header.value > bytes.length) return null;
  const types: number[] = [];
  let at = header.end;
  while (at < header.value) {
    const type = varint(view, at);
    if (type === null || type.value < 0 || type.value === 10 || type.value === 11) return null;
    types.push(type.value);
    at = type.end;
  }
  if (at !== header.value) return null;
  const total = types.reduce((sum, type) => sum + widthOf(type), at);
  if (total !== size) return null;
  return types.map((type) => {
    const start = at;
    at += widthOf(type);
    return at > bytes.length ? undefined : valueAt(view, bytes, type, start);
  });
}

const WIDTHS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function widthOf(type: number): number {
  return WIDTHS[type] ?? Math.floor((type - 12) / 2);
}

function valueAt(view: DataView, bytes: Uint8Array, type: number, at: number): Value {
  if (type === 0) return null;
  if (type === 7) return view.getFloat64(at);
  if (type === 8 || type === 9) return type === 8 ? 0n : 1n;
  if (type < 7) return integer(view, at, widthOf(type));
  const part = bytes.subarray(at, at + widthOf(type));
  return type % 2 === 0 ? part.slice() : textOf(part);
}

function integer(view: DataView, at: number, width: number): bigint {
  if (width === 8) return view.getBigInt64(at);
  let value = view.getInt8(at);
  for (let index = 1; index < width; index++) value = value * 256 + view.getUint8(at + index);
  return BigInt(value);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes);
    return text.includes(ZEROS) ? undefined : text;
  } catch {
    return undefined;
  }
}
