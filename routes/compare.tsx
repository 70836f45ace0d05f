import { page } from "fresh";
import Playground from "../islands/Playground.tsx";
import { playgroundPage } from "../lib/app/pages/playground.ts";
import { define } from "../lib/define.ts";
import { PageHead } from "../lib/ui/shell.tsx";

export const handler = define.handlers({
  GET: async ({ state, req }) => page(await playgroundPage(state, req)),
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <PageHead title="Playground" sheets={["playground"]} />
    <Playground first={data} />
  </>
));
