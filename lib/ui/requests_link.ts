/** Filters of the tab Requests by their names in its address; what is `null` is not asked for. */
export type RequestFilters = Readonly<Record<string, string | number | null>>;

/**
 * The address of some requests in their tab.
 *
 * @param range as a query: `range=week`, or `from=…&to=…`
 * @param project the page's, `null` for all
 */
export function requestsLink(
  range: string,
  project: string | null,
  filters: RequestFilters = {},
): string {
  const query = new URLSearchParams(range);
  for (const [name, value] of Object.entries({ project, ...filters })) {
    if (value !== null) query.set(name, String(value));
  }
  return `/requests?${query}`;
}
