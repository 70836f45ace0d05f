import { useEffect, useState } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";

interface Props {
  map: Map<string, number>;
  set: Set<string>;
  date: Date;
  big: bigint;
  url: URL;
  text: string;
}

export default function Facts({ map, set, date, big, url, text }: Props) {
  const [where, setWhere] = useState("server");
  useEffect(() => setWhere(IS_BROWSER ? "browser" : "nowhere"), []);
  const facts = [map.get("a"), set.has("x"), date.toISOString(), big, url.pathname, text];
  return <pre data-where={where}>{facts.map(String).join(" ")}</pre>;
}
