import { z } from "zod";
import { badRequest } from "../http/error.ts";
import { BadQuery } from "../store/mod.ts";
import { requestsParams } from "./query_params.ts";
import type { Services } from "./services.ts";

const TYPES = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
} as const;
const Format = z.enum(["csv", "jsonl"]).default("jsonl");

/**
 * All exchanges that match as a file: `?format=csv` or `jsonl`, and the filters of `GET /requests`. It
 * is read part by part as the client takes it, and ends when the client leaves.
 *
 * @throws {ApiError} 400 when the parameters make no sense
 */
export async function exportResponse(
  { store }: Pick<Services, "store">,
  url: URL,
): Promise<Response> {
  const { success, data: format } = Format.safeParse(url.searchParams.get("format") ?? undefined);
  if (!success) throw badRequest("`format` must be csv or jsonl.", "format");
  const { sortBy, after: _after, offset: _offset, limit: _limit, ...asked } = requestsParams(url);
  if (sortBy !== undefined && sortBy !== "timestamp") {
    throw badRequest("An export is sorted by time. Leave `sort_by` out.", "sort_by");
  }
  const part = (after?: string) => store.read("exportPart", { ...asked, format, after });
  const first = await part().catch((error) => {
    throw error instanceof BadQuery ? badRequest(error.message) : error;
  });
  const day = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(first, part), {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="apantli-requests-${day}.${format}"`,
      "cache-control": "no-store",
      ...(first.capped ? { "x-apantli-search-capped": "true" } : {}),
    },
  });
}

/** A part of the file, and where the next one begins. */
interface Part {
  text: string;
  next: string | null;
}

/** The parts as a stream that asks for one when the one before is taken. */
function streamOf(first: Part, part: (after: string) => Promise<Part>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: Part | null = first;
  let next: string | null = null;
  return new ReadableStream({
    async pull(controller) {
      const { text, next: following } = waiting ?? await part(next ?? "");
      [waiting, next] = [null, following];
      controller.enqueue(encoder.encode(text));
      if (next === null) controller.close();
    },
  }, { highWaterMark: 0 });
}
