import type { VNode } from "preact";
import StatsTab from "../../../islands/StatsTab.tsx";
import type { StatsPage } from "../../ui/stats/page.ts";
import { FEW, MANY, UNBROKEN } from "../data/names.ts";
import { asked, busy, nothingAsked, unpriced } from "../data/stats.ts";
import type { Part } from "../types.ts";

const shown = (query: string, of: (query: string) => StatsPage): () => VNode => () => (
  <StatsTab first={of(query)} url={`/?${query}`} />
);

const ONE = FEW[0] ?? UNBROKEN;

/** The tab Stats. */
export const STATS: Part = {
  name: "stats",
  title: "Stats",
  sheets: ["stats"],
  states: {
    "empty": shown("range=all", nothingAsked),
    "nothing in this time": shown("range=yesterday", nothingAsked),
    "one request": shown("range=30d", (query) => asked(query, ONE)),
    "a day by the hour": shown("range=today", (query) => busy(query, FEW)),
    "30 days": shown("range=30d", (query) => busy(query, FEW)),
    "three years": shown("range=all", (query) => busy(query, FEW)),
    "crowded, long names": shown("range=30d", (query) => busy(query, [...MANY, UNBROKEN])),
    "all unpriced": shown("range=30d", (query) => unpriced(busy(query, FEW))),
  },
};
