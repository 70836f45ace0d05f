import { readRange } from "../../ui/range.ts";
import { dateIn, isZone, offsetIn } from "../../ui/zone.ts";
import type { View } from "../../ui/page.ts";
import type { Services } from "../services.ts";

const COOKIE = /(?:^|;\s*)apantli-zone=([^;]*)/;

/** Who looks, and at what: the time zone comes with a cookie of `static/boot.js`, else it is this machine's. */
export function viewOf({ gateway }: Services, req: Request, now = Date.now()): View {
  const params = new URL(req.url).searchParams;
  const zone = zoneOf(req.headers.get("cookie") ?? "");
  const today = dateIn(zone, now);
  return {
    now,
    zone,
    offset: offsetIn(zone, now),
    today,
    range: readRange(params, today),
    project: params.get("project") || null,
    inFlight: gateway.inFlight,
  };
}

/** Days of a view, its own unless told, as the store's queries take them. */
export function timeOf({ range, offset, project }: View, days = range.days) {
  return {
    timezoneOffset: offset,
    ...(days === null ? {} : { startDate: days.from, endDate: days.to }),
    ...(project === null ? {} : { project }),
  };
}

function zoneOf(cookies: string): string {
  try {
    const name = decodeURIComponent(COOKIE.exec(cookies)?.[1] ?? "");
    if (name !== "" && isZone(name)) return name;
  } catch {
    // No cookie of ours.
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
