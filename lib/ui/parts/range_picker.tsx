import { withQuery } from "../link.ts";
import { Kept } from "./kept.tsx";
import { type Range, RANGES } from "../range.ts";

/** The ranges of time as links, and a form for one of the viewer's own. `url` is that of the page. */
export function RangePicker({ range, url }: { range: Range; url: string }) {
  const { days } = range;
  return (
    <nav class="ranges" aria-label="Time range">
      {RANGES.map(({ name, label }) => (
        <a
          key={name}
          href={withQuery(url, { range: name, from: null, to: null, hour: null, after: null })}
          aria-current={name === range.name ? "true" : undefined}
        >
          {label}
        </a>
      ))}
      <button type="button" popovertarget="own-range" aria-pressed={range.name === "custom"}>
        {range.name === "custom" && days ? `${days.from} – ${days.to}` : "Custom"}
      </button>
      <form id="own-range" popover="auto" action={url.split("?")[0]} class="settings">
        <Kept url={url} but={["range", "from", "to", "hour", "after"]} />
        <Day key={`from ${days?.from}`} id="own-from" name="from" label="From" day={days?.from} />
        <Day key={`to ${days?.to}`} id="own-to" name="to" label="To" day={days?.to} />
        <span></span>
        <button type="submit" class="primary">Show</button>
      </form>
    </nav>
  );
}

/** A day to choose. It begins with the range's own, and keeps what is typed while that stays. */
function Day({ id, name, label, day }: {
  id: string;
  name: string;
  label: string;
  day: string | undefined;
}) {
  return (
    <>
      <label for={id}>{label}</label>
      <input id={id} type="date" name={name} required defaultValue={day} />
    </>
  );
}
