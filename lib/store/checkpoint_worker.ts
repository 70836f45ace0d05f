/** The worker that moves the WAL into the main file while the writer goes on. A message is the path. */
import { DatabaseSync } from "node:sqlite";

declare const self: Worker;

self.onmessage = ({ data: path }: MessageEvent<string>) => {
  try {
    // Not kept open: the connection that is closed last, the writer's, clears the WAL away.
    using db = new DatabaseSync(path);
    db.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(PASSIVE)");
    // What came meanwhile: the shorter the rest, the less it holds up the writer.
    db.exec("PRAGMA wal_checkpoint(PASSIVE)");
  } catch {
    // The WAL keeps everything, and if the disk has trouble the next commit tells.
  }
  self.postMessage(null);
};
