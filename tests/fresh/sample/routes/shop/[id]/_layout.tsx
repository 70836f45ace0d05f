import { define } from "../../../define.ts";

export default define.layout(({ Component, params }) => (
  <section title={params.id}>
    <Component />
  </section>
));
