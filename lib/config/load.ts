import { type Document, isMap, isNode, isScalar, LineCounter, visit } from "yaml";
import { isObject } from "../types/json.ts";
import { NO_PAYLOADS } from "./held_back.ts";
import { type Locate, locator } from "./locate.ts";
import { readModels } from "./models.ts";
import { problemsOf } from "./problem.ts";
import { readSettings } from "./settings.ts";
import type { Config, ConfigProblem } from "./types.ts";
import { dataOf, parseYaml } from "./yaml.ts";

/** Syntax errors come in cascades; the first few say it all. */
const MAX_SYNTAX_ERRORS = 3;

/** A configuration of which nothing could be read, with the reasons. */
export function brokenConfig(problems: ConfigProblem[]): Config {
  return {
    aliases: new Map(),
    settings: { numRetries: null, requestTimeout: null, dropParams: false },
    masterKey: null,
    allowedOrigins: [],
    retention: { payloadDays: null, rowDays: null, maxBytes: null },
    payloads: NO_PAYLOADS,
    projects: [],
    problems,
    broken: true,
  };
}

type Problems = ReturnType<typeof problemsOf>;

/** A key that stands twice in one map: the last counts, as with LiteLLM, but not in silence. */
function reportTwins(doc: Document, placeOf: (offset: number) => ReturnType<Locate>, to: Problems) {
  visit(doc, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const mend = "The last one counts. Remove the others";
          to.at(
            "warning",
            placeOf(key.range?.[0] ?? 0),
            null,
            `${key.value} is there twice. ${mend}.`,
          );
        }
        seen.add(key.value);
      }
    },
  });
}

/** Top-level keys that hold anchors, to be merged into entries elsewhere. */
function templatesOf(doc: Document): Set<string> {
  const names = new Set<string>();
  for (const pair of isMap(doc.contents) ? doc.contents.items : []) {
    const note = (_: unknown, node: { anchor?: string | undefined }) => {
      if (node.anchor !== undefined) names.add(String(pair.key));
    };
    if (isNode(pair.value)) visit(pair.value, { Map: note, Seq: note, Scalar: note });
  }
  return names;
}

function readDocument(doc: Document, locate: Locate, to: Problems): Config {
  const root = dataOf(doc);
  const report = to.below(locate, [], null);
  if (root !== null && !isObject(root)) {
    report("error", [], "is no configuration. Begin it with model_list:");
    return brokenConfig(to.problems);
  }
  const aliases = readModels(root?.model_list, locate, to);
  const { safe, ...settings } = readSettings(root ?? {}, templatesOf(doc), report);
  // Serving without the key that was asked for would open the server to everybody.
  return safe ? { aliases, ...settings, problems: to.problems } : brokenConfig(to.problems);
}

/**
 * Reads the text of a `config.yaml` in LiteLLM's format
 * (https://docs.litellm.ai/docs/proxy/configs). Never throws: whatever is wrong stands in
 * `problems`, with its place and its mend, and the rest serves. `file` is the name for messages.
 */
export function parseConfig(text: string, file: string): Config {
  const to = problemsOf(file);
  const counter = new LineCounter();
  // An editor does not show the byte order mark, and does not count it.
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  const placeOf = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(line > 1 ? col : col - mark, 1) };
  };
  try {
    const doc = parseYaml(text, counter);
    if (doc.errors.length > 0) {
      for (const error of doc.errors.slice(0, MAX_SYNTAX_ERRORS)) {
        to.at("error", placeOf(error.pos[0]), null, `This is not YAML: ${error.message}`);
      }
      return brokenConfig(to.problems);
    }
    for (const { pos, message } of doc.warnings) to.at("warning", placeOf(pos[0]), null, message);
    reportTwins(doc, placeOf, to);
    return readDocument(doc, locator(doc, placeOf), to);
  } catch (error) {
    // The parser's own limits: aliases that multiply, nesting beyond the stack.
    const reason = error instanceof Error ? error.message : String(error);
    to.at("error", { line: 1, column: 1 }, null, `The file cannot be read: ${reason}.`);
    return brokenConfig(to.problems);
  }
}
