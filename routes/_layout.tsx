import { Keys, Settings } from "../islands/Shell.tsx";
import { define } from "../lib/define.ts";
import { Masthead, TABS } from "../lib/ui/shell.tsx";

/** The parameters that stay when the tab changes. */
const KEPT = ["range", "from", "to", "project"];

export default define.layout(({ Component, url }) => {
  const tab = TABS.find(({ href }) =>
    href === "/" ? url.pathname === "/" : url.pathname.startsWith(href)
  );
  const kept = [...url.searchParams].filter(([name]) => KEPT.includes(name));
  const current = url.pathname === "/compare" ? "Playground" : tab?.name ?? null;
  return (
    <>
      <Masthead current={current} query={new URLSearchParams(kept).toString()}>
        <Settings />
      </Masthead>
      <main id="content">
        <Component />
      </main>
      <Keys />
    </>
  );
});
