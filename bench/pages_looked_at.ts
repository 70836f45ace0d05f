/** The pages of the dashboard that are measured. */
export const PAGES: readonly { name: string; path: string }[] = [
  { name: "Stats, last 30 days", path: "/?range=30d" },
  { name: "Stats, all time", path: "/?range=all" },
  { name: "Stats, today", path: "/?range=today" },
  { name: "Calendar, this month", path: "/calendar" },
  { name: "Calendar, a year", path: "/calendar?period=2026" },
  { name: "Models", path: "/models" },
  { name: "Requests, newest", path: "/requests" },
  { name: "Requests, dearest", path: "/requests?sort=cost" },
  { name: "Requests, a search", path: "/requests?q=amber" },
  { name: "Requests, failed", path: "/requests?outcome=failed" },
];
