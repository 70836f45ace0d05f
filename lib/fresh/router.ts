/** The handlers of one path. */
export interface Entry<T> {
  pattern: string;
  byMethod: Map<string, T>;
  /** Serves every method that `byMethod` has not. */
  any: T | null;
}

/** What a path resolved to; `handler` is `null` when the path is known and the method is not. */
export interface Match<T> {
  entry: Entry<T>;
  handler: T | null;
  params: Record<string, string>;
}

const DYNAMIC = /[*:{}+?()]/;

/** Finds handlers: a Map for static paths, then URL patterns in the order they were added. */
export class Router<T> {
  readonly #statics = new Map<string, Entry<T>>();
  readonly #dynamics = new Map<string, { pattern: URLPattern; entry: Entry<T> }>();

  /** Adds a handler for a method, or for `ALL`. The first one for a path and method stays. */
  add(method: string, pattern: string, handler: T): void {
    const entry = this.#entry(pattern);
    if (method === "ALL") entry.any ??= handler;
    else if (!entry.byMethod.has(method)) entry.byMethod.set(method, handler);
  }

  /** The match for a path, or `null` when nothing knows it. */
  match(method: string, pathname: string): Match<T> | null {
    const entry = this.#statics.get(pathname);
    if (entry !== undefined) return { entry, handler: pick(entry, method), params: {} };
    for (const { pattern, entry } of this.#dynamics.values()) {
      const groups = pattern.exec({ pathname })?.pathname.groups;
      if (groups === undefined) continue;
      return { entry, handler: pick(entry, method), params: decode(groups) };
    }
    return null;
  }

  #entry(pattern: string): Entry<T> {
    const parsed = new URLPattern({ pathname: pattern });
    // Spelled as a request's path is: `/%C3%BC` for `/ü`.
    const path = parsed.pathname;
    const known = this.#statics.get(path) ?? this.#dynamics.get(path)?.entry;
    if (known !== undefined) return known;
    const entry: Entry<T> = { pattern, byMethod: new Map(), any: null };
    if (DYNAMIC.test(pattern)) this.#dynamics.set(path, { pattern: parsed, entry });
    else this.#statics.set(path, entry);
    return entry;
  }
}

/** The methods of a path as the `Allow` header lists them. */
export function allowedMethods<T>(entry: Entry<T>): string {
  const methods = [...entry.byMethod.keys()];
  if (methods.includes("GET") && !methods.includes("HEAD")) methods.push("HEAD");
  return methods.join(", ");
}

function pick<T>(entry: Entry<T>, method: string): T | null {
  const exact = entry.byMethod.get(method) ??
    (method === "HEAD" ? entry.byMethod.get("GET") : undefined);
  return exact ?? entry.any;
}

/** As Fresh does it: `decodeURI`, so that `%2F` stays; a broken escape is left as it came. */
function decode(groups: Record<string, string | undefined>): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value = ""] of Object.entries(groups)) {
    try {
      params[name] = decodeURI(value);
    } catch {
      params[name] = value;
    }
  }
  return params;
}
