/**
 * Kills the server under load, so many times (200 unless the argument says otherwise), and tells what
 * was lost. `deno run -A bench/crash.ts 200`
 */
import { crashUnderLoad } from "../tests/harness/crash.ts";

const rounds = Number(Deno.args[0] ?? 200);
const sum = { answers: 0, lost: 0, twice: 0, interrupted: 0, damaged: 0 };
for (let round = 0; round < rounds; round++) {
  const { finished, rows, integrity } = await crashUnderLoad(1 + Math.floor(Math.random() * 300));
  const ok = new Set(rows.filter(({ outcome }) => outcome === "ok").map(({ id }) => id));
  sum.answers += finished.length;
  sum.lost += finished.filter((id) => !ok.has(id)).length;
  sum.twice += rows.length - new Set(rows.map(({ id }) => id)).size;
  sum.interrupted += rows.filter(({ outcome }) => outcome === "interrupted").length;
  if (integrity !== "ok") sum.damaged++;
}
console.log(`${rounds} kills: ${JSON.stringify(sum)}`);
