/** Opens a database and kills itself before its nth statement: `migrate_until.ts PATH N`. */
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../lib/store/open_database.ts";

const [path = "", number = ""] = Deno.args;
let left = Number(number);
const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql: string) {
  if (--left === 0) Deno.kill(Deno.pid, "SIGKILL");
  return exec.call(this, sql);
};
(await openDatabase({ path })).close();
console.log(Number(number) - left);
