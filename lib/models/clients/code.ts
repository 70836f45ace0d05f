import { type Access, type Client, quoted, shell } from "./client.ts";

const hello = ({ alias }: Access) =>
  JSON.stringify({ model: alias, messages: [{ role: "user", content: "Hello" }] });

/** What programs are written with. */
export const CODE: readonly Client[] = [
  {
    id: "curl",
    name: "curl",
    where: "In a terminal.",
    text: (access) =>
      `curl ${access.base}/chat/completions \\
  -H 'content-type: application/json' \\
  -H ${shell(`authorization: Bearer ${access.key}`)} \\
  -d ${shell(hello(access))}`,
  },
  {
    id: "python",
    name: "OpenAI for Python",
    where:
      "The package openai. Its environment variables OPENAI_BASE_URL and OPENAI_API_KEY do, too.",
    text: ({ base, alias, key }) =>
      `from openai import OpenAI

client = OpenAI(base_url=${quoted(base)}, api_key=${quoted(key)})
answer = client.chat.completions.create(
    model=${quoted(alias)},
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
  },
  {
    id: "javascript",
    name: "OpenAI for JavaScript",
    where: "The package openai, in Node, Deno or Bun.",
    text: ({ base, alias, key }) =>
      `import OpenAI from "openai";

const client = new OpenAI({ baseURL: ${quoted(base)}, apiKey: ${quoted(key)} });
const answer = await client.chat.completions.create({
  model: ${quoted(alias)},
  messages: [{ role: "user", content: "Hello" }],
});
console.log(answer.choices[0].message.content);`,
  },
  {
    id: "langchain",
    name: "LangChain",
    where: "The package langchain-openai. Usage is counted here, whatever stream_usage says.",
    text: ({ base, alias, key }) =>
      `from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    base_url=${quoted(base)},
    api_key=${quoted(key)},
    model=${quoted(alias)},
)
print(model.invoke("Hello").content)`,
  },
  {
    id: "llamaindex",
    name: "LlamaIndex",
    where: "The package llama-index-llms-openai-like. is_chat_model is needed.",
    text: ({ base, alias, key, contextWindow }) =>
      `from llama_index.llms.openai_like import OpenAILike

model = OpenAILike(
    api_base=${quoted(base)},
    api_key=${quoted(key)},
    model=${quoted(alias)},
    is_chat_model=True,
    is_function_calling_model=True,${
        contextWindow === null ? "" : `\n    context_window=${contextWindow},`
      }
)
print(model.complete("Hello"))`,
  },
  {
    id: "ai-sdk",
    name: "Vercel AI SDK",
    where: "The package @ai-sdk/openai-compatible: @ai-sdk/openai calls the Responses API.",
    text: ({ base, alias, key }) =>
      `import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText } from "ai";

const apantli = createOpenAICompatible({
  name: "apantli",
  baseURL: ${quoted(base)},
  apiKey: ${quoted(key)},
  includeUsage: true,
});
const { text } = await generateText({ model: apantli(${quoted(alias)}), prompt: "Hello" });
console.log(text);`,
  },
];
