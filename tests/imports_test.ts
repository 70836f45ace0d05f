import assert from "node:assert/strict";

/** Which folders of `lib/` (and the top level) each layer may import from, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  main: ["app", "cli", "fresh"],
  routes: ["app", "islands", "define", "http", "models", "pricing", "types", "ui", "fresh"],
  islands: ["ui", "types", "fresh"],
  define: ["app", "ui", "fresh"],
  app: [
    "cli",
    "config",
    "conversation",
    "define",
    "fresh",
    "gallery",
    "gateway",
    "http",
    "models",
    "pricing",
    "store",
    "telemetry",
    "types",
    "ui",
  ],
  cli: [
    "config",
    "demo_data",
    "fresh",
    "import",
    "models",
    "pricing",
    "protocols",
    "providers",
    "store",
    "telemetry",
    "types",
  ],
  gateway: [
    "config",
    "demo",
    "http",
    "json",
    "pricing",
    "protocols",
    "providers",
    "store",
    "telemetry",
    "types",
  ],
  import: ["json", "pricing", "protocols", "providers", "types"],
  models: ["config", "http", "pricing", "providers", "types"],
  conversation: ["types"],
  demo: ["http", "types"],
  demo_data: ["pricing", "store", "types"],
  providers: ["config", "http", "protocols", "types"],
  protocols: ["http", "json", "types"],
  pricing: ["config", "types", "providers"],
  store: ["types", "json"],
  config: ["types", "http"],
  http: ["types"],
  telemetry: [],
  json: ["types"],
  types: ["config"],
  ui: ["fresh", "types"],
  gallery: ["islands", "ui", "types"],
  fresh: [],
};

interface Module {
  specifier: string;
  local?: string;
  dependencies?: {
    specifier: string;
    code?: { specifier?: string };
    type?: { specifier?: string };
  }[];
}

/** `lib/gateway/mod.ts` → `gateway`, `routes/x.ts` → `routes`, `lib/define.ts` → `define`. */
function layerOf(path: string): string {
  const parts = path.split("/");
  const name = parts[0] === "lib" ? parts[1] ?? "" : parts[0] ?? "";
  return name.replace(/\.tsx?$/, "");
}

async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await sources(path));
    else if (/\.tsx?$/.test(entry.name)) found.push(path);
  }
  return found;
}

async function modules(entry: string): Promise<Module[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-lock", entry],
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).modules;
}

Deno.test("no layer imports what it must not know", async () => {
  const root = new URL("../", import.meta.url).href;
  const list = [...await sources("routes"), ...await sources("islands"), ...await sources("lib")];
  const dir = await Deno.makeTempDir();
  const entry = `${dir}/all.ts`;
  const urls = [...list.map((path) => root + encodeURI(path)), `${root}main.ts`];
  await Deno.writeTextFile(entry, urls.map((url) => `import ${JSON.stringify(url)};`).join("\n"));
  const wrong: string[] = [];
  for (const module of await modules(entry)) {
    if (!module.specifier.startsWith(root)) continue;
    const from = decodeURI(module.specifier.slice(root.length));
    const allowed = ALLOWED[layerOf(from)];
    for (const { code, type } of module.dependencies ?? []) {
      const target = code?.specifier ?? type?.specifier ?? "";
      if (!target.startsWith(root) || !/\.tsx?$/.test(target)) continue;
      const to = decodeURI(target.slice(root.length));
      const same = layerOf(to) === layerOf(from);
      if (!same && !allowed?.includes(layerOf(to))) wrong.push(`${from} imports ${to}`);
    }
  }
  await Deno.remove(dir, { recursive: true });
  assert.deepEqual(wrong, []);
});
