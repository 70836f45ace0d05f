import { page } from "fresh";
import { viewOf } from "../lib/app/pages/view.ts";
import Playground from "../islands/Playground.tsx";
import { define } from "../lib/define.ts";
import { PageHead } from "../lib/ui/shell.tsx";

export const handler = define.handlers({
  GET: ({ state, req }) => page({ view: viewOf(state, req) }),
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <PageHead title="Playground" sheets={["playground"]} />
    <Playground {...data} url={url.pathname + url.search} />
  </>
));
