/**
 * Kills upgrades of a predecessor's file: before each of their statements, then at random moments of
 * the upgrade of a larger one. Fails when anything is lost, twice or half a backup.
 *
 * Run: `deno run -A bench/upgrade.ts [random moments] [rows]`
 */
import { killUpgrade, makeOld, type Moment } from "../tests/harness/upgrade.ts";

const MOMENTS = Number(Deno.args[0] ?? 100);
const ROWS = Number(Deno.args[1] ?? 10_000);
const folder = await Deno.makeTempDir({ prefix: "apantli-upgrade-" });
const versions = new Map<number, number>();

async function kill(original: string, moment: Moment): Promise<boolean> {
  const path = `${folder}/run/requests.db`;
  await Deno.mkdir(`${folder}/run`);
  await Deno.copyFile(original, path);
  const { finished, version } = await killUpgrade(path, original, moment);
  versions.set(version, (versions.get(version) ?? 0) + 1);
  await Deno.remove(`${folder}/run`, { recursive: true });
  return finished;
}

try {
  const small = `${folder}/small.db`;
  makeOld(small, 40);
  let statement = 1;
  while (!await kill(small, { statement })) statement++;
  const large = `${folder}/large.db`;
  makeOld(large, ROWS);
  for (let i = 0; i < MOMENTS; i++) await kill(large, { afterMs: Math.random() * ROWS / 10 });
  console.log(
    `${statement - 1} statements and ${MOMENTS} moments (${
      (Deno.statSync(large).size / 1e6).toFixed(0)
    } MB): ` +
      "nothing lost, nothing twice, every backup whole.",
  );
  for (const [version, times] of [...versions].sort(([a], [b]) => a - b)) {
    console.log(`  killed at schema ${version}: ${times}`);
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
