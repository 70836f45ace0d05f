import { Empty, Panel } from "../lib/ui/parts/panel.tsx";
import type { View } from "../lib/ui/page.ts";

/** The playground: one prompt, up to three models side by side. */
export default function Playground(_: { view: View; url: string }) {
  return (
    <>
      <div class="title">
        <h1>Playground</h1>
      </div>
      <Panel label="Playground">
        <Empty title="Not built yet" />
      </Panel>
    </>
  );
}
