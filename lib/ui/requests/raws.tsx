import { getJson } from "../api.ts";
import { formatCount } from "../format.ts";
import type { RequestDetail } from "./detail.ts";
import { rowName } from "./page.ts";
import { RawText, type Stored } from "./raw.tsx";

/** A request on its way to its provider, as `/requests/{id}/upstream` tells. */
interface Upstream {
  provider: string;
  model: string;
  url: string;
  body: string;
  dropped: string[];
}

/** The texts of a request: as the client sent it, as it went upstream, and the answer. */
export function RawTexts({ detail, load }: {
  detail: RequestDetail;
  load: () => Promise<Stored>;
}) {
  const { request, sizes, capture } = detail;
  const name = encodeURIComponent(rowName(request));
  const json = `/requests/${name}?format=json`;
  const upstream = `/requests/${name}/upstream`;
  const isSent = request.provider !== null && sizes.request !== null && capture === "full";
  if (sizes.request === null && sizes.response === null) return <p class="muted">Nothing.</p>;
  return (
    <>
      {sizes.request !== null && (
        <RawText
          label="Request"
          note={lengthOf(sizes.request)}
          href={json}
          load={async () => ({ text: (await load()).request_data ?? "" })}
        />
      )}
      {isSent && (
        <RawText
          label="Sent upstream"
          note="made again with today's configuration"
          href={upstream}
          load={async () => {
            const sent = await getJson<Upstream>(upstream);
            return { text: sent.body, about: aboutOf(sent, request) };
          }}
        />
      )}
      {sizes.response !== null && (
        <RawText
          label="Answer"
          note={lengthOf(sizes.response)}
          href={json}
          load={async () => ({ text: (await load()).response_data ?? "" })}
        />
      )}
    </>
  );
}

function aboutOf(sent: Upstream, { provider, upstream_model }: RequestDetail["request"]): string {
  const isSame = sent.provider === provider && sent.model === upstream_model;
  const parts = [
    `POST ${sent.url}`,
    ...(isSame ? [] : [`At that time the alias led to ${provider}, ${upstream_model}.`]),
    ...(sent.dropped.length === 0 ? [] : [`Left out: ${sent.dropped.join(", ")}.`]),
  ];
  return parts.join(" · ");
}

function lengthOf(characters: number): string {
  return `${formatCount(characters)} characters`;
}
