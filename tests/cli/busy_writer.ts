/** A worker that writes to a database without a pause worth the name, as another process would. */
import { DatabaseSync } from "node:sqlite";

/** After so many writes it ends by itself. */
export const MOST_WRITES = 3000;

const pause = new Int32Array(new SharedArrayBuffer(4));

self.onmessage = ({ data: path }: MessageEvent<string>) => {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA busy_timeout = 5000");
  const add = db.prepare("INSERT INTO busy VALUES ('y')");
  for (let writes = 1; writes <= MOST_WRITES; writes++) {
    add.run();
    if (writes === 1) self.postMessage("begun");
    Atomics.wait(pause, 0, 0, 1);
  }
  db.close();
};
