import { HttpError } from "fresh";
import { define } from "../../../define.ts";

export default define.middleware((ctx) => {
  if (ctx.params.id === "closed") throw new HttpError(410, "closed for good");
  ctx.state.trail.push(`shop ${ctx.params.id}`);
  return ctx.next();
});
