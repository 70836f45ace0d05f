import { page } from "fresh";
import { Head } from "fresh/runtime";
import LiveStats from "../islands/LiveStats.tsx";
import { define } from "../lib/define.ts";
import { RANGES, readRange } from "../lib/ui/overview.ts";
import { Masthead } from "../lib/ui/shell.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    const hours = readRange(ctx.url.searchParams.get("hours"));
    return page({ overview: await ctx.state.overview(hours) });
  },
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <Head>
      <title>Stats · Apantli</title>
    </Head>
    <Masthead current="Stats" />
    <main id="stats">
      <div class="title">
        <h1>Stats</h1>
        <nav class="ranges" aria-label="Time range">
          {RANGES.map(({ label, hours }) => (
            <a
              key={label}
              href={hours === null ? "/" : `/?hours=${hours}`}
              aria-current={hours === data.overview.hours ? "true" : undefined}
            >
              {label}
            </a>
          ))}
        </nav>
      </div>
      <LiveStats overview={data.overview} origin={url.origin} />
    </main>
  </>
));
