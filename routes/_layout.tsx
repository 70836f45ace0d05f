import { Keys, Settings, Tabs } from "../islands/Shell.tsx";
import { define } from "../lib/define.ts";
import { Masthead } from "../lib/ui/shell.tsx";

export default define.layout(({ Component, url }) => (
  <>
    <Masthead>
      <Tabs url={url.pathname + url.search} />
      <Settings />
    </Masthead>
    <main id="content">
      <Component />
    </main>
    <Keys />
  </>
));
