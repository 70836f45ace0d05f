/** A file of which parts are read. */
export interface ByteSource extends Disposable {
  readonly size: number;
  /** So many bytes from an offset on; `null` when the file ends before, or the disk does not give them. */
  read(at: number, length: number): Uint8Array | null;
}

/** Opens a file to read parts of it; a missing one is empty. */
export function byteSource(path: string): ByteSource {
  let file: Deno.FsFile | null = null;
  try {
    file = Deno.openSync(path, { read: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const size = file?.statSync().size ?? 0;
  return {
    size,
    read(at, length) {
      if (file === null || at + length > size) return null;
      const bytes = new Uint8Array(length);
      try {
        file.seekSync(at, Deno.SeekMode.Start);
        for (let filled = 0; filled < length;) {
          const got = file.readSync(bytes.subarray(filled));
          if (got === null) return null;
          filled += got;
        }
        return bytes;
      } catch {
        // A sector that the disk cannot give is a damaged page.
        return null;
      }
    },
    [Symbol.dispose]: () => file?.close(),
  };
}
