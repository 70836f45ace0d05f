/**
 * Starts the store on a write-ahead log of a gigabyte, which a long reader and a kill leave, once with
 * pauses between exchanges and once without.
 *
 * Run: `deno run -A bench/wal.ts [megabytes]`
 */
import { makeLargeWal, startOnWal } from "../tests/harness/wal.ts";

const MEGABYTES = Number(Deno.args[0] ?? 1000);
const folder = await Deno.makeTempDir({ prefix: "apantli-wal-" });
try {
  const made = `${folder}/made.db`;
  await makeLargeWal(made, MEGABYTES * 1e6);
  for (const pauseMs of [200, 0]) {
    const path = `${folder}/requests-${pauseMs}.db`;
    for (const end of ["", "-wal"]) await Deno.copyFile(made + end, path + end);
    const { walBytes, openMs, firstRecordMs, worstRecordMs, records, smallAfterMs } =
      await startOnWal(path, { pauseMs, loadMs: 10_000 });
    const ms = (value: number) => `${value.toFixed(0)} ms`;
    console.log(
      `a log of ${(walBytes / 1e6).toFixed(0)} MB, ${pauseMs} ms between exchanges: open ${
        ms(openMs)
      }, ` +
        `first commit ${ms(firstRecordMs)}, worst of ${records - 1} more ${ms(worstRecordMs)}, ` +
        `log small after ${ms(smallAfterMs)}`,
    );
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
