import { page } from "fresh";
import StatsTab from "../islands/StatsTab.tsx";
import { statsPage } from "../lib/app/pages/stats.ts";
import { define } from "../lib/define.ts";
import { PageHead } from "../lib/ui/shell.tsx";

export const handler = define.handlers({
  GET: async ({ state, req }) => page(await statsPage(state, req)),
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <PageHead title="Stats" sheets={["stats"]} />
    <StatsTab first={data} url={url.pathname + url.search} />
  </>
));
