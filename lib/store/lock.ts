import { storeFiles } from "./files.ts";
import { StoreError } from "./problem.ts";

/**
 * Claims the database at `path` for this process until the returned file is closed or the process
 * dies (the system releases the lock then, also after kill -9). The lock lies on a file of its own:
 * closing a second handle of the database itself would drop SQLite's locks on it.
 *
 * @throws {StoreError} when another server has it, or the lock file cannot be made
 */
export function lockDatabase(path: string): Deno.FsFile {
  const { lock } = storeFiles(path);
  let file: Deno.FsFile;
  try {
    file = Deno.openSync(lock, { read: true, write: true, create: true });
  } catch (error) {
    throw new StoreError(unopened(error, path, lock));
  }
  if (file.tryLockSync(true)) return file;
  file.close();
  throw new StoreError(
    `Another Apantli already uses ${path}. Stop it, or set --db to another file.`,
  );
}

function unopened(error: unknown, path: string, lock: string): string {
  if (error instanceof Deno.errors.NotFound) {
    return `The folder of ${path} does not exist. Create it, or set --db to another file.`;
  }
  if (error instanceof Deno.errors.NotCapable) {
    return `${lock} is outside the permissions. Start with "deno task start", or allow reading and writing it.`;
  }
  return `${lock} cannot be written. Make the folder of ${path} writable for this user.`;
}
