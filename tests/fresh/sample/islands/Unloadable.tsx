import { IS_BROWSER } from "fresh/runtime";

if (IS_BROWSER) throw new Error("module");

export default function Unloadable() {
  return <p>unloadable stays</p>;
}
