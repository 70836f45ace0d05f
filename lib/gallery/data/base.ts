import type { View } from "../../ui/page.ts";
import { readRange } from "../../ui/range.ts";

/** When the pages of the gallery were made: a Wednesday. */
export const NOW = Date.UTC(2026, 5, 17, 14, 30);

/** What a page knows of its viewer, at an address with this query. */
export function viewAt(query = "", facts: Partial<View> = {}): View {
  const today = new Date(NOW).toISOString().slice(0, 10);
  const range = readRange(new URLSearchParams(query), today);
  return { now: NOW, zone: "UTC", offset: 0, today, range, project: null, inFlight: 0, ...facts };
}

/** A timestamp as the log has it, so many minutes before the page was made. */
export function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString().slice(0, -1);
}

/** A number from 0 up to 1 that looks like chance and is the same each time, for a place in a table. */
export function chance(place: number, salt = 0): number {
  const wave = Math.sin(place * 12.9898 + salt * 78.233) * 43758.5453;
  return wave - Math.floor(wave);
}

/** A square in four colours. */
export const PICTURE = "data:image/svg+xml," + encodeURIComponent(
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2' width='160' height='160'>" +
    ["#0e7490", "#d97706", "#6d4fc4", "#3f8f3a"].map((color, place) =>
      `<rect x='${place % 2}' y='${place >> 1}' width='1' height='1' fill='${color}'/>`
    ).join("") + "</svg>",
);
