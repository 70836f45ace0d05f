import type { ComponentChildren } from "preact";
import { Copy } from "../parts/copy.tsx";
import { Attempts } from "./attempts.tsx";
import { ConversationView, Tools } from "./conversation.tsx";
import { CostTable } from "./cost.tsx";
import { curlCommand } from "./curl.ts";
import type { RequestDetail } from "./detail.ts";
import { DetailHead, Facts } from "./facts.tsx";
import { rowName } from "./page.ts";
import { type Stored, useStored } from "./raw.tsx";
import { RawTexts } from "./raws.tsx";
import { Timing } from "./timing.tsx";

const STORED: Readonly<Record<RequestDetail["capture"], string | null>> = {
  full: null,
  metadata: "Texts are not stored (payloads: metadata): only how long they were.",
  off: "What was said is not stored (payloads: off).",
};

/** Everything about one request. */
export function DetailView({ detail, level, more, children }: {
  detail: RequestDetail;
  /** Of its heading in the page. */
  level: 1 | 2;
  /** The address with all messages of a long conversation. */
  more: string;
  /** What stands at the end of its head. */
  children?: ComponentChildren;
}) {
  const { request, conversation, attempts, sizes, capture } = detail;
  const name = rowName(request);
  const load = useStored(name);
  const wasRetried = attempts.length > 1 || attempts.some(({ error }) => error !== null);
  return (
    <>
      <DetailHead detail={detail} level={level}>{children}</DetailHead>
      {request.error !== null && <p class="problem">{request.error}</p>}
      <Facts detail={detail} />
      <Actions detail={detail} load={load} />
      <div class="columns">
        <Section level={level} title="Why it costs this">
          <CostTable detail={detail} />
        </Section>
        <Section level={level} title="Where the time went">
          <Timing detail={detail} />
          {wasRetried && <Attempts detail={detail} />}
        </Section>
      </div>
      <Section level={level} title="What was said">
        {STORED[capture] !== null && <p class="muted">{STORED[capture]}</p>}
        {capture === "full" && sizes.request === null && <p class="muted">No request is stored.</p>}
        <ConversationView conversation={conversation} more={more} />
      </Section>
      {conversation.parameters.length > 0 && (
        <Section level={level} title="Parameters">
          <dl class="parameters">
            {conversation.parameters.map(({ name, value }) => (
              <div key={name} class={value.length > 18 ? "long" : undefined}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {conversation.tools.length > 0 && (
        <Section level={level} title={`Tools (${conversation.tools.length})`}>
          <Tools tools={conversation.tools} />
        </Section>
      )}
      <Section level={level} title="Raw">
        <RawTexts key={name} detail={detail} load={load} />
      </Section>
    </>
  );
}

function Section({ title, level, children }: {
  title: string;
  /** Of the heading above. */
  level: 1 | 2;
  children: ComponentChildren;
}) {
  const Heading = level === 1 ? "h2" : "h3";
  return (
    <section class="part">
      <Heading>{title}</Heading>
      {children}
    </section>
  );
}

function Actions({ detail, load }: { detail: RequestDetail; load: () => Promise<Stored> }) {
  const { request, sizes, capture, locked } = detail;
  if (sizes.request === null || capture !== "full") return null;
  const curl = async () => {
    const { request_data } = await load();
    const { project } = request;
    return curlCommand({ origin: location.origin, body: request_data ?? "", locked, project });
  };
  return (
    <div class="actions">
      <a class="button" href={`/compare?request=${encodeURIComponent(rowName(request))}`}>
        Ask again in the playground
      </a>
      <Copy text={curl} label="Copy as curl" />
    </div>
  );
}
