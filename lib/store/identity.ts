/**
 * What tells the file at a path apart from another one that is put in its place. `null` where nobody
 * can tell: a database in memory, a system without inodes.
 */
export function identityOf(path: string): string | null {
  try {
    const { dev, ino } = Deno.statSync(path);
    return ino === null ? null : `${dev} ${ino}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "gone";
    return null;
  }
}
