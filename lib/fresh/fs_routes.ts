/** What a file under `routes/` is for. */
export type RouteKind = "app" | "layout" | "middleware" | "error" | "notFound" | "route";

/** A file under `routes/`, read by Fresh's file conventions. */
export interface RouteFile {
  kind: RouteKind;
  /** The folder's segments as URL pattern parts; groups keep their parentheses. */
  dir: string[];
  /** The URL pattern that the file serves (for a route). */
  pattern: string;
}

const SPECIAL: Record<string, RouteKind> = {
  _app: "app",
  _layout: "layout",
  _middleware: "middleware",
  _error: "error",
  _500: "error",
  _404: "notFound",
};

/**
 * Reads a path below `routes/` (with `/` between its parts), or `null` for a file that is no route.
 * Throws a SyntaxError that names the file when a part cannot be a pattern.
 * Source: Fresh's documentation, "File routing".
 */
export function readRoutePath(path: string): RouteFile | null {
  const parts = path.replace(/\.[^./]+$/, "").split("/");
  const name = parts.pop() ?? "";
  if (parts.some((part) => part.startsWith("(_"))) return null;
  const dir = parts.map((part) => isGroup(part) ? part : toPattern(part, path));
  const kind = SPECIAL[name] ?? "route";
  const urlParts = dir.filter((part) => !isGroup(part));
  if (kind === "route" && name !== "index") urlParts.push(toPattern(name, path));
  const pattern = urlParts.map((part) => part.startsWith("{/") ? part : `/${part}`).join("");
  return { kind, dir, pattern: pattern === "" ? "/" : pattern };
}

/**
 * Orders route paths so that the more particular one is asked first: static parts, then `[x]`,
 * then `[[x]]`, then `[...x]`.
 */
export function byPrecedence(a: string, b: string): number {
  const left = toShape(a), right = toShape(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [l = "", r = ""] = [left[i], right[i]];
    if (l !== r) return l < r ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : Number(a > b));
}

/** What decides the order: rank and letters, a param after any letter; not groups, nor names. */
function toShape(path: string): string[] {
  const parts = path.replace(/\.[^./]+$/, "").split("/").filter((part) => !isGroup(part));
  return parts.map((part) => rank(part) + part.replace(/\w+(?=\])/g, "").replaceAll("[", "\uffff"));
}

function rank(part: string): number {
  if (part.startsWith("[...")) return 3;
  if (part.startsWith("[[")) return 2;
  return part.includes("[") ? 1 : 0;
}

function isGroup(part: string): boolean {
  return part.startsWith("(") && part.endsWith(")");
}

function toPattern(part: string, path: string): string {
  const optional = /^\[\[(\w+)\]\]$/.exec(part)?.[1];
  if (optional !== undefined) return `{/:${optional}}?`;
  const rest = /^\[\.\.\.(\w+)\]$/.exec(part)?.[1];
  if (rest !== undefined) return `:${rest}*`;
  const literal = part.replaceAll("%", "%25").replace(/[*+?:(){}\\]/g, "\\$&");
  const pattern = literal.replace(/\[(\w+)\]/g, "{:$1}").replace(/^\{(:\w+)\}$/, "$1");
  if (/[[\]]/.test(pattern) || part.includes("][")) {
    throw new SyntaxError(`Rename routes/${path}: "${part}" is no valid route pattern.`);
  }
  return pattern;
}
