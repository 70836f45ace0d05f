import { formatCost, formatCount, formatTokens } from "../format.ts";
import { withQuery } from "../link.ts";
import { amountOf, heat } from "./heat.ts";
import type { Day, Show } from "./page.ts";
import { dayName, weekday } from "./period.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What a grid shows. */
export interface GridProps {
  /** All days of the period. */
  days: readonly Day[];
  show: Show;
  /** The date there is today. */
  today: string;
  /** The date that is open. */
  open: string | null;
  /** The page's URL. */
  url: string;
}

/** A number of a day as text. */
export function amountText(day: Day, show: Show): string {
  if (show === "tokens") return formatTokens(day.tokens);
  if (show === "requests") return formatCount(day.requests);
  // A day without any known price did not cost nothing.
  return day.requests > 0 && day.unpriced === day.requests ? "unpriced" : formatCost(day.cost);
}

/** A month, a week in each row. */
export function MonthGrid({ days, show, today, open, url }: GridProps) {
  const warmth = heat(days.map((day) => amountOf(day, show)));
  const [first] = days;
  return (
    <div class="month">
      {WEEKDAYS.map((name) => <span key={name} class="weekday" aria-hidden="true">{name}</span>)}
      {first && weekday(first.date) > 0 && <span class={`gap span-${weekday(first.date)}`}></span>}
      {days.map((day, place) => (
        <a
          key={day.date}
          class={`day heat-${warmth[place] ?? 0}${whenOf(day, today)}`}
          href={withQuery(url, { day: day.date === open ? null : day.date })}
          aria-current={day.date === open ? "date" : undefined}
        >
          <span class="date">
            {Number(day.date.slice(8))}
            <span class="hidden-visually">{monthOf(day)}</span>
          </span>
          {day.requests > 0 && (
            <>
              <span class="amount">{amountText(day, show)}</span>
              <span class="count">
                {show === "requests" ? amountText(day, "cost") : counted(day.requests)}
              </span>
            </>
          )}
          {day.failed > 0 && (
            <span class="failures" title={`${counted(day.failed)} failed`}>
              <span class="hidden-visually">{`${formatCount(day.failed)} failed`}</span>
            </span>
          )}
        </a>
      ))}
    </div>
  );
}

/** A year, a week in each column. */
export function YearGrid({ days, show, today, open, url }: GridProps) {
  const warmth = heat(days.map((day) => amountOf(day, show)));
  const [first] = days;
  return (
    <div class="scrolls">
      <div class="year-months" aria-hidden="true">
        {MONTHS.map((name, month) => (
          <span key={name} class={`from-${columnOf(days, month)}`}>{name}</span>
        ))}
      </div>
      <div class="year">
        {first && weekday(first.date) > 0 && (
          <span class={`gap rows-${weekday(first.date)}`}>
          </span>
        )}
        {days.map((day, place) => (
          <a
            key={day.date}
            class={`cell heat-${warmth[place] ?? 0}${whenOf(day, today)}`}
            href={withQuery(url, { day: day.date === open ? null : day.date })}
            aria-current={day.date === open ? "date" : undefined}
            aria-label={labelOf(day, show)}
            title={labelOf(day, show)}
          >
          </a>
        ))}
      </div>
    </div>
  );
}

/** The class of a day that is today or ahead. */
function whenOf({ date }: Day, today: string): string {
  return date === today ? " today" : date > today ? " ahead" : "";
}

/** What is read out after the number of a day. */
function monthOf(day: Day): string {
  const [, name = ""] = dayName(day.date).split(/ (.*)/);
  return ` ${name.replace(/^\d+ /, "")}`;
}

/** What the colours of the days mean. */
export function HeatKey() {
  return (
    <span class="heat-key" aria-hidden="true">
      less {[0, 1, 2, 3, 4].map((warmth) => <i key={warmth} class={`heat-${warmth}`}></i>)} more
    </span>
  );
}

/** The week of the year, from 1, in which a month begins. */
function columnOf(days: readonly Day[], month: number): number {
  const place = days.findIndex(({ date }) => Number(date.slice(5, 7)) === month + 1);
  const lead = days[0] ? weekday(days[0].date) : 0;
  return Math.floor((place + lead) / 7) + 1;
}

function labelOf(day: Day, show: Show): string {
  if (day.requests + day.failed === 0) return `${dayName(day.date)}: no requests`;
  const shown = show === "requests" ? amountText(day, "cost") : amountText(day, show);
  const unit = show === "tokens" ? " tokens" : "";
  const failed = day.failed > 0 ? `, ${formatCount(day.failed)} failed` : "";
  return `${dayName(day.date)}: ${shown}${unit}, ${counted(day.requests)}${failed}`;
}

function counted(requests: number): string {
  return requests === 1 ? "1 request" : `${formatCount(requests)} requests`;
}
