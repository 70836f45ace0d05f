import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";

/**
 * What goes wrong in the pages of a context without anybody looking: errors on the console (among
 * them what the Content-Security-Policy forbade and what could not be loaded), exceptions that nobody
 * caught, and requests to anywhere but the server.
 */
export class Problems {
  readonly #found: string[] = [];
  readonly #expected: { pattern: RegExp; seen: boolean }[] = [];
  readonly #context: BrowserContext;

  constructor(context: BrowserContext, origin: string) {
    this.#context = context;
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      const { url, lineNumber } = message.location();
      this.#add(`console: ${message.text()} (${url}:${lineNumber + 1})`);
    });
    context.on("weberror", (error) => this.#add(`exception: ${error.error().stack}`));
    context.on("request", (request) => this.#address(request.url(), origin));
    context.on("page", (page) => this.#sockets(page, origin));
  }

  /** Says that a problem belongs to the test: it has to come, and does not fail it. */
  expect(pattern: RegExp): void {
    this.#expected.push({ pattern, seen: false });
  }

  /** Fails when something went wrong, or when something expected did not. */
  async assertNone(): Promise<void> {
    // What the pages have said so far arrives before their answers.
    await Promise.all(this.#context.pages().map((page) => page.evaluate(() => 0).catch(() => {})));
    assert.deepEqual(this.#found, [], "Something went wrong in the page");
    const missed = this.#expected.filter(({ seen }) => !seen).map(({ pattern }) => pattern);
    assert.deepEqual(missed, [], "An expected problem did not come");
  }

  #add(problem: string): void {
    const expected = this.#expected.filter(({ pattern }) => pattern.test(problem));
    for (const one of expected) one.seen = true;
    if (expected.length === 0) this.#found.push(problem);
  }

  #address(url: string, origin: string): void {
    const { protocol, origin: asked } = new URL(url);
    if (asked !== origin && !/^(data|blob|about):$/.test(protocol)) {
      this.#add(`request to elsewhere: ${url}`);
    }
  }

  #sockets(page: Page, origin: string): void {
    page.on("websocket", (socket) => this.#address(socket.url().replace(/^ws/, "http"), origin));
  }
}
