import { deepEqual, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { FirstSteps } from "../../lib/ui/first_steps.tsx";

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };

/** The command as a person copies it from the page. */
function command(origin: string, alias: string): string {
  const html = renderToString(<FirstSteps origin={origin} alias={alias} />);
  const code = /<code>(.*)<\/code>/s.exec(html)?.[1] ?? "";
  return code.replace(/&(\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
}

/** What a shell makes of the command: the arguments that curl gets. */
async function argumentsOf(line: string): Promise<string[]> {
  const script = `curl() { printf '%s\\0' "$@"; }\n${line}`;
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
  return new TextDecoder().decode(stdout).split("\0").slice(0, -1);
}

Deno.test("the line to try reaches curl as it is meant, whatever the alias holds", async () => {
  const aliases = [
    "demo/echo",
    "it's",
    `a "quoted" one`,
    "$(exit 1)`exit`",
    "a\\b",
    "<b>&amp;",
    "ü 🙂",
  ];
  for (const alias of aliases) {
    const [url, flag, header, data, body = "", ...more] = await argumentsOf(
      command("http://127.0.0.1:4000", alias),
    );
    deepEqual([url, flag, header, data, more], [
      "http://127.0.0.1:4000/v1/chat/completions",
      "-H",
      "content-type: application/json",
      "-d",
      [],
    ]);
    const { model, messages } = JSON.parse(body);
    equal(model, alias);
    deepEqual(messages, [{ role: "user", content: "Hello" }]);
  }
});

Deno.test("the line can be reached and scrolled by keyboard, and an alias is no markup", () => {
  const html = renderToString(<FirstSteps origin="http://localhost:4000" alias="<script>" />);
  match(html, /<pre tabindex="0">/i);
  equal(html.includes("<script"), false);
});
