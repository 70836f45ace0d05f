import { define } from "../../define.ts";

/** The same body object goes out that came in: nothing may touch it on the way. */
export const handler = define.handlers({
  GET: (ctx) => ctx.redirect("//evil.example/x?y=//z"),
  POST: (ctx) => new Response(ctx.req.body, { headers: { "content-type": "text/plain" } }),
});
