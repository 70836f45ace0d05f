import { useRef } from "preact/hooks";
import { callJson } from "../lib/ui/api.ts";
import { FirstSteps } from "../lib/ui/first_steps.tsx";
import { withQuery } from "../lib/ui/link.ts";
import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Empty, Panel, Problem } from "../lib/ui/parts/panel.tsx";
import { ProjectPicker } from "../lib/ui/parts/project_picker.tsx";
import { RangePicker } from "../lib/ui/parts/range_picker.tsx";
import { Best } from "../lib/ui/stats/best.tsx";
import { TotalCards } from "../lib/ui/stats/cards.tsx";
import { CostOverTime, TokensOverTime } from "../lib/ui/stats/charts.tsx";
import { Errors } from "../lib/ui/stats/errors.tsx";
import { Models } from "../lib/ui/stats/models.tsx";
import type { StatsPage } from "../lib/ui/stats/page.ts";
import { Providers } from "../lib/ui/stats/providers.tsx";
import { modelSort } from "../lib/ui/stats/sorted_models.ts";
import { Unpriced } from "../lib/ui/stats/unpriced.tsx";
import { usePage } from "../lib/ui/use_page.ts";

/** The browser sorts and folds what it has. */
const APART = ["sort", "dir", "models"];

/** The tab Stats. `url` is the page's path and query. */
export default function StatsTab({ first, url }: { first: StatsPage; url: string }) {
  const page = usePage("stats", first, url, { apart: APART });
  const data = page.data.value;
  const { view, totals } = data;
  const at = page.url.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const clear = async () => {
    try {
      await callJson("/errors", { method: "DELETE" });
      await page.reload();
      // The button that had the focus is gone with the list.
      heading.current?.focus();
    } catch (error) {
      page.problem.value = error instanceof Error ? error.message : String(error);
    }
  };
  return (
    <>
      <div class="title">
        <h1 ref={heading} tabIndex={-1}>Stats</h1>
        <RangePicker range={view.range} url={at} />
        <ProjectPicker projects={data.projects} chosen={view.project} url={at} />
        <LinkState link={page.link.value} inFlight={view.inFlight} />
      </div>
      {page.problem.value && <Problem message={page.problem.value} retry={page.reload} />}
      {totals.requests + totals.failed.requests === 0
        ? <Nothing page={data} url={at} />
        : <Filled page={data} url={at} />}
      <Errors page={data} clear={clear} />
    </>
  );
}

function Filled({ page, url }: { page: StatsPage; url: string }) {
  return (
    <>
      <TotalCards page={page} />
      <Unpriced page={page} />
      <CostOverTime page={page} />
      <div class="columns">
        <Providers page={page} />
        <TokensOverTime page={page} />
      </div>
      <Models page={page} sort={modelSort(new URLSearchParams(url.split("?")[1]))} url={url} />
      <Best page={page} />
    </>
  );
}

/** Nothing in this time: the first step where nothing was ever asked, another range otherwise. */
function Nothing({ page, url }: { page: StatsPage; url: string }) {
  const { range, project } = page.view;
  const everything = withQuery(url, { range: "all", from: null, to: null, project: null });
  if (range.name === "all" && project === null) return <FirstSteps {...page.firstSteps} />;
  return (
    <>
      <Panel label="Nothing">
        <Empty title={project === null ? "No request in this time" : `Nothing of ${project} here`}>
          <p>
            <a href={everything}>Show all time</a>
          </p>
        </Empty>
      </Panel>
      <FirstSteps {...page.firstSteps} />
    </>
  );
}
