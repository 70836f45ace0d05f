import { type Asset, type Client, loadAssets } from "./assets.ts";
import { byPrecedence, readRoutePath } from "./fs_routes.ts";
import { registerIslands } from "./islands.ts";
import type { Command } from "./plan.ts";
import { build } from "./shared.ts";
import type { LayoutConfig, Middleware, Route, RouteComponent, RouteHandler } from "./types.ts";

const METHOD = /^(HEAD|GET|POST|PATCH|PUT|DELETE|OPTIONS)$/;

type Module = Record<string, unknown>;
type FileCommand = Exclude<Command<unknown>, { type: "files" }>;

/** What an app's folder holds, read once. */
export interface AppFiles {
  root: string;
  commands: FileCommand[];
  /** By URL path. */
  assets: Map<string, Asset>;
  /** The hash over all assets. */
  buildId: string;
  /** What wakes the islands; `null` where no bundle was built. */
  client: Client | null;
}

/**
 * Reads `routes/`, `islands/` and `static/` below `root` (the main module's folder when not given)
 * and the client bundle in `outDir`. Throws an error that names the file which cannot be used.
 */
export async function loadFiles(root?: string, outDir?: string): Promise<AppFiles> {
  const base = root ?? fileUrlToFolder(Deno.mainModule);
  const islands = await listIslands(base);
  for (const { name, url } of islands) registerIslands(name, await import(url));
  const { assets, buildId, client } = await loadAssets(base, outDir ?? `${base}/_fresh`);
  // Before routes are imported, since a route may call asset() where it is not yet rendered.
  build.id = buildId;
  const routes = await listFiles(`${base}/routes`);
  const loaded = routes.filter(isScript).toSorted(byPrecedence).map((path) =>
    toCommand(path, () => import(toFileUrl(`${base}/routes/${path}`)))
  );
  const commands = (await Promise.all(loaded)).filter((command) => command !== null);
  // What surrounds a route must be known before the route itself.
  commands.sort((a, b) => Number(a.type === "route") - Number(b.type === "route"));
  if (islands.length > 0 && client === null) {
    console.warn("Islands are not interactive: no client bundle was built before the start.");
  }
  return { root: base, commands, assets, buildId, client };
}

/** A module of islands; its `name` is the same on the server and in the browser. */
export interface Island {
  name: string;
  url: string;
}

/** The island modules of an app. */
export async function listIslands(root: string): Promise<Island[]> {
  const own = (await listFiles(`${root}/islands`)).map((path) => `islands/${path}`);
  const beside = (await listFiles(`${root}/routes`)).filter((path) => path.includes("(_islands)/"))
    .map((path) => `routes/${path}`);
  return [...own, ...beside].filter(isScript).toSorted()
    .map((name) => ({ name, url: toFileUrl(`${root}/${name}`) }));
}

/** All files below a folder, with `/` between the parts; none when there is no such folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (name.startsWith(".")) continue;
      if (!isDirectory) files.push(name);
      else files.push(...(await listFiles(`${folder}/${name}`)).map((path) => `${name}/${path}`));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files;
}

function isScript(path: string): boolean {
  return /\.(tsx?|jsx?|mjs)$/.test(path) && !/(\.d|[._]test)\.\w+$/.test(path);
}

async function toCommand(path: string, load: () => Promise<Module>): Promise<FileCommand | null> {
  const file = readRoutePath(path);
  if (file === null) return null;
  const module = await load();
  const component = typeof module.default === "function"
    ? module.default as RouteComponent<never, unknown>
    : undefined;
  const route = toRoute(module, component);
  const dir = `/${file.dir.join("/")}`;
  const empty = new TypeError(`Export a component or handlers from routes/${path}.`);
  switch (file.kind) {
    case "middleware": {
      const fns = module.default ?? module.handler ?? module.handlers;
      if (fns === undefined) throw empty;
      const list = [fns].flat();
      if (!list.every(isFunction)) {
        throw new TypeError(`Export a function, or an array of them, from routes/${path}.`);
      }
      return { type: "middleware", path: dir, fns: list as Middleware<unknown>[] };
    }
    case "layout":
    case "app":
      if (component === undefined) throw empty;
      if (file.kind === "app") return { type: "app", path: dir, component };
      return { type: "layout", path: dir, component, config: route.config as LayoutConfig ?? {} };
    default:
      if (component === undefined && route.handler === undefined) throw empty;
      checkRoute(route, path);
      return file.kind === "route"
        ? { type: "route", path: dir, url: file.pattern, route }
        : { type: file.kind, path: dir, route };
  }
}

function toRoute(module: Module, component: RouteComponent<never, unknown> | undefined) {
  const route: Route<unknown> = {};
  const handler = module.handler ?? module.handlers;
  if (component !== undefined) route.component = component;
  if (handler !== undefined) route.handler = handler as RouteHandler<unknown, unknown>;
  if (typeof module.config === "object" && module.config !== null) route.config = module.config;
  return route;
}

/** What would fail at the first request is told before the server starts. */
function checkRoute({ handler, config }: Route<unknown>, path: string): void {
  const byMethod = typeof handler === "function" ? {} : handler ?? {};
  const wrong = Object.entries(byMethod).find(([name, fn]) =>
    !METHOD.test(name) || !isFunction(fn)
  );
  if (wrong !== undefined) {
    throw new TypeError(`Rename or remove "${wrong[0]}" in the handlers of routes/${path}.`);
  }
  try {
    new URLPattern({ pathname: config?.routeOverride ?? "/" });
  } catch (cause) {
    throw new TypeError(`Mend routeOverride in routes/${path}.`, { cause });
  }
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

/** Only what a URL path cannot hold is escaped: Deno knows its modules by just this spelling. */
function toFileUrl(path: string): string {
  const posix = Deno.build.os === "windows" ? `/${path.replaceAll("\\", "/")}` : path;
  return new URL(`file://${posix.replace(/[%#?\\]/g, encodeURIComponent)}`).href;
}

function fileUrlToFolder(url: string): string {
  const path = decodeURIComponent(new URL(".", url).pathname).replace(/\/$/, "");
  return Deno.build.os === "windows" ? path.slice(1) : path;
}
