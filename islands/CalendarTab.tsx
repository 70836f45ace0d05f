import { useEffect } from "preact/hooks";
import { DayDetail } from "../lib/ui/calendar/day.tsx";
import { amountText, HeatKey, MonthGrid, YearGrid } from "../lib/ui/calendar/grid.tsx";
import type { CalendarPage, Day, Show } from "../lib/ui/calendar/page.ts";
import { isYear, movePeriod, periodName } from "../lib/ui/calendar/period.ts";
import { FirstSteps } from "../lib/ui/first_steps.tsx";
import { formatCount, formatTokens } from "../lib/ui/format.ts";
import { withQuery } from "../lib/ui/link.ts";
import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Panel, Problem } from "../lib/ui/parts/panel.tsx";
import { ProjectPicker } from "../lib/ui/parts/project_picker.tsx";
import { usePage } from "../lib/ui/use_page.ts";

const SHOWN: readonly Show[] = ["cost", "requests", "tokens"];

/** The tab Calendar. `url` is the page's path and query. */
export default function CalendarTab({ first, url }: { first: CalendarPage; url: string }) {
  const page = usePage("calendar", first, url);
  const { view, period, show, days, open, oldest, projects, firstSteps } = page.data.value;
  const at = page.url.value;
  useEffect(showToday, [period]);
  const grid = { days, show, today: view.today, open: open?.date ?? null, url: at };
  return (
    <>
      <div class="title">
        <h1>Calendar</h1>
        <ProjectPicker projects={projects} chosen={view.project} url={at} />
        <LinkState link={page.link.value} inFlight={view.inFlight} />
      </div>
      {page.problem.value && <Problem message={page.problem.value} retry={page.reload} />}
      <div class="calendar-bar">
        <Steps {...{ period, oldest }} today={view.today} url={at} />
        <nav class="choice" aria-label="Period">
          {choice("Month", isYear(period) ? monthOf(period, view.today) : period, period, at)}
          {choice("Year", period.slice(0, 4), period, at)}
        </nav>
        <nav class="choice" aria-label="What the days show">
          {SHOWN.map((name) => (
            <a
              key={name}
              href={withQuery(at, { show: name === "cost" ? null : name })}
              aria-current={name === show ? "true" : undefined}
            >
              {name[0]?.toUpperCase() + name.slice(1)}
            </a>
          ))}
        </nav>
        <HeatKey />
      </div>
      {firstSteps && <FirstSteps {...firstSteps} />}
      <Panel label={periodName(period)}>
        {isYear(period) ? <YearGrid {...grid} /> : <MonthGrid {...grid} />}
        <Sum days={days} />
      </Panel>
      {open && <DayDetail day={open} view={view} close={withQuery(at, { day: null })} />}
    </>
  );
}

/** Where a year is wider than the screen, one sees what is recent and not what was in January. */
function showToday() {
  const scrolls = document.querySelector(".scrolls:has(.year)");
  const day = scrolls?.querySelector<HTMLElement>("[aria-current]") ??
    scrolls?.querySelector<HTMLElement>(".today");
  if (scrolls && day) scrolls.scrollLeft = day.offsetLeft - scrolls.clientWidth / 2;
}

/** Where the calendar stands, and the ways back and forth. */
function Steps({ period, today, oldest, url }: {
  period: string;
  today: string;
  oldest: string | null;
  url: string;
}) {
  const to = (period: string) => withQuery(url, { period, day: null });
  const now = today.slice(0, period.length);
  const isFirst = oldest === null || period <= oldest.slice(0, period.length);
  return (
    <div class="steps">
      <Step name="Earlier" sign="‹" href={isFirst ? null : to(movePeriod(period, -1))} />
      <h2 aria-live="polite">{periodName(period)}</h2>
      <Step name="Later" sign="›" href={period >= now ? null : to(movePeriod(period, 1))} />
      {period !== now && <a class="button quiet" href={to(now)}>Today</a>}
    </div>
  );
}

function Step({ name, sign, href }: { name: string; sign: string; href: string | null }) {
  if (href === null) {
    return <button type="button" class="icon quiet" disabled aria-label={name}>{sign}</button>;
  }
  return <a class="button icon quiet" href={href} aria-label={name}>{sign}</a>;
}

function choice(label: string, target: string, period: string, url: string) {
  const isChosen = target === period;
  return (
    <a
      href={withQuery(url, { period: target, day: null })}
      aria-current={isChosen ? "true" : undefined}
    >
      {label}
    </a>
  );
}

/** The month of a year that one would look at: this one, else its last. */
function monthOf(year: string, today: string): string {
  return today.startsWith(year) ? today.slice(0, 7) : `${year}-12`;
}

function Sum({ days }: { days: readonly Day[] }) {
  const sum = (of: (day: Day) => number) => days.reduce((all, day) => all + of(day), 0);
  const whole: Day = {
    date: "",
    // Through integers: sums of many days must agree with the statistics to the last digit.
    cost: sum(({ cost }) => Math.round(cost * 1e9)) / 1e9,
    requests: sum(({ requests }) => requests),
    unpriced: sum(({ unpriced }) => unpriced),
    tokens: sum(({ tokens }) => tokens),
    failed: sum(({ failed }) => failed),
  };
  const parts = [
    amountText(whole, "cost"),
    `${formatCount(whole.requests)} requests`,
    `${formatTokens(whole.tokens)} tokens`,
    whole.unpriced > 0 ? `${formatCount(whole.unpriced)} unpriced` : "",
    whole.failed > 0 ? `${formatCount(whole.failed)} failed` : "",
  ];
  return <p class="calendar-sum muted">{parts.filter((part) => part !== "").join(" · ")}</p>;
}
