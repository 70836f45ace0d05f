import { IS_BROWSER } from "fresh/runtime";

export default function Broken() {
  if (IS_BROWSER) throw new Error("only in the browser");
  return <p>broken</p>;
}
