import { HttpError, page } from "fresh";
import { define } from "../define.ts";

export const handlers = define.handlers({
  GET(ctx) {
    const name = ctx.url.searchParams.get("name");
    if (name === "nobody") throw new HttpError(404);
    if (name === "teapot") throw new HttpError(418, "I am a teapot");
    if (name === "boom") throw new Error("boom");
    return page({ name: name ?? "you" }, { status: 203, headers: { "x-page": "about" } });
  },
});

export default define.page<typeof handlers>(async ({ data }) => {
  await Promise.resolve();
  return <h1>About {data.name.toUpperCase()}</h1>;
});
