import { define } from "../../../define.ts";

export default define.page(({ error }) => <em>{String(error)}</em>);
