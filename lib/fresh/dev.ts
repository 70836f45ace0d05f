import { resolve } from "node:path";
import type { App } from "./app.ts";
import { buildIslands } from "./build.ts";
import { loadFiles } from "./files.ts";

/** Builds an app's client bundle and reads its files. Source: Fresh's documentation, "Builder". */
export class Builder {
  readonly #root: string | undefined;
  readonly #outDir: string | undefined;

  /** `root` is the folder with `routes/` (default: the current one), `outDir` takes the bundle. */
  constructor(options: { root?: string; outDir?: string } = {}) {
    this.#root = options.root;
    this.#outDir = options.outDir;
  }

  /**
   * Builds the bundle where it can be built, reads the files, and returns a function that hands
   * them to an app: call it before `app.handler()`.
   */
  async build(_options: { snapshot?: "memory" } = {}): Promise<<State>(app: App<State>) => void> {
    const root = resolve(this.#root ?? ".");
    const outDir = this.#outDir ?? `${root}/_fresh`;
    await buildIslands({ root, outDir });
    const files = await loadFiles(root, outDir);
    return (app) => {
      app._files = Promise.resolve(files);
    };
  }
}
