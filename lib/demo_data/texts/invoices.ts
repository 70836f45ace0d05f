import type { JsonValue } from "../../types/json.ts";
import type { Random } from "../random.ts";
import { receipt } from "./receipt.ts";
import type { TellerOf } from "./teller.ts";

const DAY_MS = 86_400_000;
const SHOPS = [
  "Rope & Sons",
  "North Mole Chandlery",
  "The Paper Boat",
  "Fenn Fuel",
  "Galley Stores",
];
const GOODS = [
  "rope 12 mm",
  "lamp oil",
  "charts",
  "varnish",
  "tea",
  "a bilge pump",
  "gloves",
  "nails",
];

/** One who reads pictures of receipts. Requests have the picture in them. */
export const vision: TellerOf = (random, at) => ({
  system:
    "Read the receipt. Answer with JSON: shop, date, items (name, cents), total_cents. Unsure: null.",
  parameters: '"temperature":0,"response_format":{"type":"json_object"}',
  ask: () => picture(random),
  answer: (size) => ({ content: reading(random, at, Math.max(1, Math.round(size / 120))) }),
});

/** A message of a text and a picture. */
function picture(random: Random): JsonValue {
  return [
    {
      type: "text",
      text: random.pick(["What does this say?", "Receipt of last week.", "Please read."]),
    },
    {
      type: "image_url",
      image_url: { url: `data:image/png;base64,${receipt(random)}`, detail: "high" },
    },
  ];
}

function reading(random: Random, at: number, count: number): string {
  const items = Array.from({ length: count }, () => ({
    name: random.pick(GOODS),
    cents: random.int(3, 180) * 50,
  }));
  return JSON.stringify({
    shop: random.pick(SHOPS),
    date: new Date(at - random.int(1, 20) * DAY_MS).toISOString().slice(0, 10),
    items,
    total_cents: items.reduce((sum, { cents }) => sum + cents, 0),
  });
}
