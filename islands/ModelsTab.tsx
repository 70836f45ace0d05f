import { useComputed, useSignal } from "@preact/signals";
import { callJson } from "../lib/ui/api.ts";
import { formatCost, formatCount } from "../lib/ui/format.ts";
import { here } from "../lib/ui/address.ts";
import { withQuery } from "../lib/ui/link.ts";
import { arrange, modelSort } from "../lib/ui/models/arrange.ts";
import { ModelBar } from "../lib/ui/models/bar.tsx";
import { FileProblems, Missing } from "../lib/ui/models/notices.tsx";
import { OpenDialog } from "../lib/ui/models/opened.tsx";
import type { ModelRow, ModelsPage, Opened } from "../lib/ui/models/page.ts";
import { ModelTable } from "../lib/ui/models/table.tsx";
import { useOpened } from "../lib/ui/models/use_opened.ts";
import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Empty, Panel, Problem } from "../lib/ui/parts/panel.tsx";
import { usePage } from "../lib/ui/use_page.ts";
import { useRowKeys } from "../lib/ui/use_row_keys.ts";

/** What does not change the models. */
const APART = ["q", "show", "sort", "dir", "do", "model", "client"];
/** What an open dialog has in the address. */
const CLOSED = { do: null, model: null, client: null };

/** The tab Models. `url` is the page's path and query, `opened` what is open in it. */
export default function ModelsTab({ first, url, opened }: {
  first: ModelsPage;
  url: string;
  opened: Opened;
}) {
  const page = usePage("models", first, url, { apart: APART });
  const params = useComputed(() => new URLSearchParams(page.url.value.split("?")[1])).value;
  const needed = useOpened(params, opened);
  const told = useSignal("");
  const { toggle, busy, problem } = useToggle(page.reload, (text) => told.value = text);
  useRowKeys();
  const data = page.data.value;
  const at = page.url.value;
  const list = withQuery(at, CLOSED);
  const rows = arrange(data.models, params);
  return (
    <>
      <div class="title">
        <h1>Models</h1>
        <span class="title-actions">
          <a class="button" href={withQuery(list, { do: "connect" })}>Connect a client</a>
          <a class="button primary" href={withQuery(list, { do: "add" })}>Add a model</a>
        </span>
        <LinkState link={page.link.value} inFlight={data.view.inFlight} />
      </div>
      <p role="status" class="hidden-visually">{told}</p>
      {page.problem.value && <Problem message={page.problem.value} retry={page.reload} />}
      {problem.value && <Problem {...problem.value} />}
      <FileProblems {...data} />
      {data.models.length === 0 ? <NoModels file={data.file} url={list} /> : (
        <>
          <ModelBar
            rows={data.models}
            params={params}
            url={list}
            search={(q) => {
              // Where the page is going to be: the last click's data may not have come yet.
              const target = withQuery(here(), { ...CLOSED, q });
              void page.go(target, { replace: true });
            }}
          />
          <Missing models={data.models} />
          <Panel label="Models">
            {rows.length === 0
              ? (
                <Empty title="No model matches">
                  <a href={withQuery(list, { q: null, show: null })}>Show all</a>
                </Empty>
              )
              : (
                <ModelTable
                  rows={rows}
                  view={data.view}
                  sort={modelSort(params)}
                  url={list}
                  toggle={toggle}
                  busy={busy.value}
                />
              )}
            <Sum rows={rows} />
          </Panel>
        </>
      )}
      <OpenDialog
        params={params}
        page={data}
        opened={needed.data.value}
        problem={needed.problem.value}
        reload={needed.reload}
        ways={{
          url: at,
          go: (url) => void page.go(url, { replace: true }),
          close: () => void page.go(withQuery(page.url.peek(), CLOSED), { replace: true }),
          done: async (text) => {
            told.value = text;
            await page.reload();
          },
        }}
      />
    </>
  );
}

/** Enables and disables models, one at a time. */
function useToggle(reload: () => Promise<void>, tell: (text: string) => void) {
  const busy = useSignal<string | null>(null);
  const problem = useSignal<{ message: string; retry: () => void } | null>(null);
  const toggle = async (row: ModelRow) => {
    const { name, enabled } = row;
    [busy.value, problem.value] = [name, null];
    try {
      const path = `/api/models/${encodeURIComponent(name)}`;
      await callJson(path, { method: "PATCH", body: { enabled: !enabled } });
      await reload();
      tell(`${name} is ${enabled ? "off" : "on"}.`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problem.value = { message, retry: () => void toggle(row) };
    }
    busy.value = null;
  };
  return { toggle: (row: ModelRow) => void toggle(row), busy, problem };
}

function NoModels({ file, url }: { file: string; url: string }) {
  return (
    <Panel label="Models">
      <Empty title="No model yet">
        <p>
          Add one here, or write it into <code>{file}</code>. Without any, <code>demo/echo</code>
          {" "}
          answers, to try it.
        </p>
        <p>
          <a class="button primary" href={withQuery(url, { do: "add" })}>Add a model</a>
        </p>
      </Empty>
    </Panel>
  );
}

function Sum({ rows }: { rows: readonly ModelRow[] }) {
  const sum = (of: (use: ModelRow["use"]) => number) =>
    rows.reduce((all, { use }) => all + of(use), 0);
  // Through integers: sums of many must agree with the statistics to the last digit.
  const cost = sum((use) => Math.round(use.cost * 1e9)) / 1e9;
  const requests = sum((use) => use.requests);
  const unpriced = sum((use) => use.unpriced);
  return (
    <p class="models-sum muted">
      {[
        `${formatCount(rows.length)} ${rows.length === 1 ? "model" : "models"}`,
        `${formatCost(cost)} for ${formatCount(requests)} ${
          requests === 1 ? "request" : "requests"
        } this month`,
        unpriced > 0 ? `${formatCount(unpriced)} unpriced` : "",
      ].filter((part) => part !== "").join(" · ")}
    </p>
  );
}
