/** A page of the dashboard, for the tests that hold for every page, and for pictures. */
export interface DashboardPage {
  /** Of its pictures. */
  name: string;
  /** Its file in `routes/`. */
  route: string;
  /** Where it is looked at. */
  path: string;
  /** It exists only once the demo's requests are there. */
  needsData?: true;
}

/** Every page that there is: a route that is missing here fails a test. */
export const PAGES: readonly DashboardPage[] = [
  { name: "stats", route: "index.tsx", path: "/" },
  { name: "calendar", route: "calendar.tsx", path: "/calendar" },
  { name: "models", route: "models.tsx", path: "/models" },
  { name: "requests", route: "requests/index.tsx", path: "/requests" },
  { name: "request", route: "requests/[id].tsx", path: "/requests/1", needsData: true },
  { name: "playground", route: "compare.tsx", path: "/compare" },
];
