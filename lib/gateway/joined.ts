import { Buffer } from "node:buffer";

/** The pieces as one: a view where they lie side by side in the same buffer, else a copy; `null` for none. */
export function joined(pieces: Uint8Array[]): Uint8Array | null {
  const [first] = pieces;
  if (!first) return null;
  if (pieces.length === 1) return first;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let end = first.byteOffset;
  const adjoin = pieces.every((piece) => {
    const fits = piece.buffer === first.buffer && piece.byteOffset === end;
    end += piece.length;
    return fits;
  });
  if (adjoin) return new Uint8Array(first.buffer, first.byteOffset, length);
  return Buffer.concat(pieces);
}
