import {
  type Container,
  containerOf,
  CONTAINERS,
  HEAD_BYTES,
  markLength,
} from "../import/container.ts";
import { UsageError } from "./flags.ts";

/** What is read of a file at a time, in bytes. */
const CHUNK_BYTES = 256 * 1024;

/** A file, or standard input, whose beginning has told what it is. */
export interface SourceFile {
  container: Container;
  /** Bytes; 0 where nobody knows. */
  size: number;
  /** The whole of it, without the mark of UTF-8. A chunk is good until the next one is asked for. */
  chunks(): AsyncGenerator<Uint8Array>;
  close(): void;
}

/**
 * Opens a file to read it; `-` is standard input.
 *
 * @param stated what it is said to hold; `undefined` to find out
 * @throws {UsageError} when it cannot be read or is no log
 */
export async function openSourceFile(
  path: string,
  stated: string | undefined,
): Promise<SourceFile> {
  const container = CONTAINERS.find((name) => name === stated);
  if (stated !== undefined && container === undefined) {
    throw new UsageError(`--format is one of ${CONTAINERS.join(", ")}.`);
  }
  const file = path === "-" ? Deno.stdin : await opened(path);
  const close = () => path === "-" || file.close();
  try {
    const head = await headOf(file);
    const found = container === undefined ? containerOf(head) : { container };
    if ("problem" in found) throw new UsageError(`${path} ${found.problem}`);
    return {
      container: found.container,
      size: path === "-" ? 0 : (await Deno.stat(path)).size,
      chunks: () => chunksOf(file, head),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function opened(path: string): Promise<Deno.FsFile> {
  try {
    const file = await Deno.open(path);
    if ((await file.stat()).isDirectory) throw new UsageError(`${path} is a folder. Name a file.`);
    return file;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof Deno.errors.NotFound) throw new UsageError(`There is no ${path}.`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} cannot be read (${reason}). Let this user read it.`);
  }
}

type Readable = Pick<Deno.FsFile, "read">;

async function headOf(file: Readable): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  while (length < head.length) {
    const count = await file.read(head.subarray(length));
    if (count === null) break;
    length += count;
  }
  return head.subarray(0, length);
}

async function* chunksOf(file: Readable, head: Uint8Array): AsyncGenerator<Uint8Array> {
  yield head.subarray(markLength(head));
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let count = await file.read(chunk); count !== null; count = await file.read(chunk)) {
    yield chunk.subarray(0, count);
  }
}
