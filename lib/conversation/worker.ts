/** The worker that reads conversations: Markdown takes its time, and streams must not wait for it. */
import type { ReadingOptions } from "../types/conversation.ts";
import { readConversation } from "./mod.ts";

/** What it is asked to read. */
export interface Reading {
  request: string | null;
  response: string | null;
  options: ReadingOptions;
}

self.addEventListener("message", ({ data }: MessageEvent<Reading>) => {
  self.postMessage(readConversation(data.request, data.response, data.options));
});
