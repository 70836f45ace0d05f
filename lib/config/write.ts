import { stampFrom } from "./stamp.ts";

/** Changes whenever the file is written or replaced ({@link stampFrom}); `null` when there is none. */
export async function stampOf(path: string): Promise<string | null> {
  try {
    return stampFrom(await Deno.stat(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** The names beside a configuration that editing it needs; the permission set lists them. */
export function editPaths(path: string): { backup: string; temporary: string } {
  return { backup: `${path}.backup`, temporary: `${path}.tmp` };
}

async function writeSynced(path: string, text: string, mode?: number): Promise<void> {
  const options = mode === undefined ? {} : { mode };
  using file = await Deno.open(path, { write: true, create: true, truncate: true, ...options });
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
  await file.sync();
}

/**
 * Replaces a file's text, after a copy of the old one to `<path>.backup`. The change is atomic: a
 * reader finds the old file or the new one. Where a rename cannot do that (a symbolic link that is
 * to stay, a file mounted by itself into a container) the file is written in place.
 */
export async function replaceText(path: string, text: string): Promise<void> {
  const { backup, temporary } = editPaths(path);
  const { isSymlink, mode } = await Deno.lstat(path);
  await Deno.copyFile(path, backup);
  if (isSymlink) return await writeSynced(path, text);
  await writeSynced(temporary, text, (mode ?? 0o600) & 0o777);
  try {
    await Deno.rename(temporary, path);
  } catch {
    await writeSynced(path, text);
    await Deno.remove(temporary);
  }
}
