/**
 * The gallery of the dashboard's views: each in every state, with invented data, to be looked at while
 * one works on them. It is there in development alone (`deno task dev`).
 *
 * @module
 */
import { renderToString } from "preact-render-to-string";
import { Gallery, type GalleryPage } from "./page.tsx";
import { CALENDAR } from "./tabs/calendar.tsx";
import { MODELS } from "./tabs/models.tsx";
import { PARTS } from "./tabs/parts.tsx";
import { PLAYGROUND } from "./tabs/playground.tsx";
import { REQUEST } from "./tabs/request.tsx";
import { REQUESTS } from "./tabs/requests.tsx";
import { STATS } from "./tabs/stats.tsx";
import type { Part } from "./types.ts";

export { Gallery };

/** All parts of the gallery, in the order of the tabs. */
export const GALLERY: readonly Part[] = [
  PARTS,
  STATS,
  CALENDAR,
  MODELS,
  REQUESTS,
  REQUEST,
  PLAYGROUND,
];

/** A state's name in addresses. */
export function slugOf(name: string): string {
  return name.replace(/\W+/g, "-");
}

/** What the gallery shows at `/gallery/{part}/{state}`; `null` where nothing is. */
export function galleryPage(partName?: string, state?: string): GalleryPage | null {
  const parts = GALLERY.map((part) => ({
    part,
    states: Object.keys(part.states).map((name) => ({ name, slug: slugOf(name) })),
  }));
  const part = GALLERY.find(({ name }) => name === partName) ?? null;
  if (part === null) return partName === undefined ? { parts, part, drawn: [], alone: null } : null;
  // Rendered apart from the page, where islands would be found and woken.
  const drawn = Object.entries(part.states)
    .map(([name, show]) => ({ name, slug: slugOf(name), show }))
    .filter(({ slug }) => state === undefined || slug === state)
    .map(({ name, slug, show }) => ({ name, slug, html: renderToString(show()) }));
  if (state === undefined) return { parts, part, drawn, alone: null };
  const [alone] = drawn;
  return alone === undefined ? null : { parts, part, drawn: [], alone };
}
