import { useSignal } from "@preact/signals";
import { getJson } from "../lib/ui/api.ts";
import { useLive } from "../lib/ui/live.ts";
import { DetailView } from "../lib/ui/requests/detail.tsx";
import type { RequestDetail } from "../lib/ui/requests/detail.ts";
import { rowName } from "../lib/ui/requests/page.ts";

/** The page of one request. `url` is the page's path and query. */
export default function RequestPage({ first, url }: { first: RequestDetail; url: string }) {
  const detail = useSignal(first);
  const [path = "", query = ""] = url.split("?");
  useLive(async (signal) => {
    // What has ended stays as it is.
    if (detail.peek().request.outcome !== "running") return;
    const params = new URLSearchParams(query);
    params.set("id", rowName(first.request));
    const next = await getJson<RequestDetail>(`/api/pages/request?${params}`, signal);
    if (!signal.aborted) detail.value = next;
  }, () => {});
  return (
    <div class="request-page">
      <p class="back">
        <a href="/requests">All requests</a>
      </p>
      <DetailView detail={detail.value} level={1} more={`${path}?messages=all`} />
    </div>
  );
}
