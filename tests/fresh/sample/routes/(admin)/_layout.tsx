import { define } from "../../define.ts";

export const config = { skipInheritedLayouts: true };

export default define.layout(({ Component }) => (
  <aside>
    <Component />
  </aside>
));
