import { callJson } from "../lib/ui/api.ts";
import { FirstSteps } from "../lib/ui/first_steps.tsx";
import { withQuery } from "../lib/ui/link.ts";
import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Empty, Panel, Problem } from "../lib/ui/parts/panel.tsx";
import { RangePicker } from "../lib/ui/parts/range_picker.tsx";
import type { StatsPage } from "../lib/ui/stats/page.ts";
import {
  CostOverTime,
  Errors,
  Models,
  Providers,
  TokensOverTime,
  TotalCards,
} from "../lib/ui/stats/sections.tsx";
import { usePage } from "../lib/ui/use_page.ts";

/** The tab Stats. `url` is the page's path and query. */
export default function StatsTab({ first, url }: { first: StatsPage; url: string }) {
  const page = usePage("stats", first, url);
  const data = page.data.value;
  const { view, totals, errors } = data;
  const at = page.url.value;
  const clear = async () => {
    try {
      await callJson("/errors", { method: "DELETE" });
      await page.reload();
    } catch (error) {
      page.problem.value = error instanceof Error ? error.message : String(error);
    }
  };
  const isEmpty = totals.requests + totals.failed.requests === 0;
  return (
    <>
      <div class="title">
        <h1>Stats</h1>
        <RangePicker range={view.range} url={at} />
        <LinkState link={page.link.value} inFlight={view.inFlight} />
      </div>
      {page.problem.value && <Problem message={page.problem.value} retry={page.reload} />}
      {isEmpty ? <Nothing page={data} url={at} /> : (
        <>
          <TotalCards page={data} />
          <CostOverTime page={data} />
          <div class="columns">
            <Providers page={data} />
            <TokensOverTime page={data} />
          </div>
          <Models page={data} />
        </>
      )}
      {errors.length > 0 && <Errors page={data} clear={clear} />}
    </>
  );
}

/** Nothing in this time: the first step where nothing was ever asked, another range otherwise. */
function Nothing({ page, url }: { page: StatsPage; url: string }) {
  if (page.view.range.name === "all" && page.view.project === null) {
    return <FirstSteps origin={page.origin} alias={page.alias} />;
  }
  return (
    <>
      <Panel label="Nothing">
        <Empty title="No request in this time">
          <p>
            <a href={withQuery(url, { range: "all", from: null, to: null })}>Show all time</a>
          </p>
        </Empty>
      </Panel>
      <FirstSteps origin={page.origin} alias={page.alias} />
    </>
  );
}
