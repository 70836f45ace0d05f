/** Looks at one page of the dashboard after the other; answers "stop" with how many it were. */
import { PAGES } from "./pages_looked_at.ts";

let looked = 0;
let isOver = false;

async function lookAt(url: string) {
  while (!isOver) {
    for (const { path } of PAGES) {
      if (isOver) break;
      const response = await fetch(url + path, { headers: { accept: "text/html" } });
      await response.arrayBuffer();
      looked++;
    }
  }
  self.postMessage(looked);
}

self.onmessage = ({ data }) => {
  if (data === "stop") isOver = true;
  else void lookAt(data);
};
