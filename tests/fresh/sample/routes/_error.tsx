import { HttpError, page } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers((ctx) => {
  if (ctx.req.headers.get("accept")?.includes("json")) {
    const status = ctx.error instanceof HttpError ? ctx.error.status : 500;
    return Response.json({ error: String(ctx.error) }, { status });
  }
  return page({ told: ctx.error instanceof Error ? ctx.error.message : "?" });
});

export default define.page<typeof handler>(({ data }) => <h1>Error: {data.told}</h1>);
