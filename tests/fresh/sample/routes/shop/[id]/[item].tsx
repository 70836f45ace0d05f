import { HttpError } from "fresh";
import { define } from "../../../define.ts";

export default define.page(({ params }) => {
  if (params.item === "broken") throw new HttpError(409, "broken");
  return <b>{params.item}</b>;
});
