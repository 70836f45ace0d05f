/** Some members of an object. */
export function pick(from: object, ...names: string[]): Record<string, unknown> {
  const members = new Map(Object.entries(from));
  return Object.fromEntries(names.map((name) => [name, members.get(name)]));
}
