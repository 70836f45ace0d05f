import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { instanceOf } from "./instance.ts";

/** What the demo provider answers: a text, or one tool call. */
export interface DemoAnswer {
  text: string;
  toolCall: { name: string; arguments: string } | null;
}

const STORY =
  "This is the demo provider, telling a story that no model wrote. A ferryman kept a book of every crossing. " +
  "Who came, what they carried, what they paid: each line was written before the boat touched the far bank. " +
  "People laughed, for the river was narrow and the fare was small. Then one spring the toll house burned, " +
  "and the lord of the valley asked for three years of tolls again. The merchants shouted, the farmers wept, and " +
  "nobody knew what had been paid. The ferryman opened his book. There stood the blind weaver's copper and the " +
  "abbot's silver, the crossing in the fog that turned back, even the goat that swam beside the boat and was charged " +
  "nothing. The lord read for a whole night. In the morning he asked what such a book would cost. Nothing, said the " +
  "ferryman, if you write each line when it happens. It is only dear when you have to remember.";

/** The answer of a demo model; `null` when there is no such model. */
export function demoAnswer(model: string, body: JsonObject): DemoAnswer | null {
  switch (model) {
    case "echo":
    case "slow":
      return plain(structured(body) ?? `Demo echo: ${lastUserText(body)}`);
    case "story":
    case "error-midstream":
      return plain(STORY);
    case "tools":
      return toolAnswer(body);
    default:
      return null;
  }
}

const plain = (text: string): DemoAnswer => ({ text, toolCall: null });

/** Calls the forced tool, else the first, unless results are already there or none may be called. */
function toolAnswer(body: JsonObject): DemoAnswer {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  const last = messages.at(-1);
  if (isObject(last) && last.role === "tool") {
    return plain(`Demo tools: the tool answered ${textOf(last.content)}`);
  }
  const tool = body.tool_choice === "none" ? undefined : chosenTool(body);
  if (!tool) return plain("Demo tools: offer me a tool and I will call it.");
  const made = instanceOf(tool.parameters ?? {});
  // A tool without parameters takes an empty object.
  const args = JSON.stringify(isObject(made) ? made : {});
  return { text: "", toolCall: { name: String(tool.name), arguments: args } };
}

function chosenTool(body: JsonObject): JsonObject | undefined {
  const tools = (Array.isArray(body.tools) ? body.tools : []).flatMap((tool) =>
    isObject(tool) && isObject(tool.function) ? [tool.function] : []
  );
  const choice = body.tool_choice;
  const forced = isObject(choice) && isObject(choice.function) ? choice.function.name : undefined;
  return tools.find(({ name }) => name === forced) ?? tools[0];
}

/** An instance of the schema that the client asks for; `null` when it asks for none. */
function structured(body: JsonObject): string | null {
  const format = body.response_format;
  if (!isObject(format)) return null;
  if (format.type === "json_object") return JSON.stringify({ echo: lastUserText(body) });
  const wanted = isObject(format.json_schema) ? format.json_schema.schema : undefined;
  return wanted === undefined ? null : JSON.stringify(instanceOf(wanted));
}

function lastUserText(body: JsonObject): string {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  const last = messages.findLast((message) => isObject(message) && message.role === "user");
  return isObject(last) ? textOf(last.content) : "";
}

function textOf(content: JsonValue | undefined): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part) => isObject(part) && typeof part.text === "string" ? part.text : "")
    .join("");
}
