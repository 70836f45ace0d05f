import { type Client, quoted, shell } from "./client.ts";

/** Programs that people use. What stands in YAML is JSON, which YAML reads. */
export const APPS: readonly Client[] = [
  {
    id: "llm",
    name: "llm",
    where: "extra-openai-models.yaml in the folder that `llm logs path` names. " +
      "`deno task llm-models` prints all aliases so. Then: llm keys set apantli",
    text: ({ base, alias }) =>
      `- model_id: ${quoted(alias)}
  model_name: ${quoted(alias)}
  api_base: ${quoted(base)}
  api_key_name: apantli`,
  },
  {
    id: "continue",
    name: "Continue",
    where: "config.yaml in the folder .continue of your home.",
    text: ({ base, alias, key }) =>
      `name: Apantli
version: 0.0.1
schema: v1
models:
  - name: ${quoted(alias)}
    provider: openai
    model: ${quoted(alias)}
    apiBase: ${quoted(base)}
    apiKey: ${quoted(key)}
    roles: [chat, edit, apply]`,
  },
  {
    id: "zed",
    name: "Zed",
    where: "settings.json. Zed asks for a key in its settings, or reads APANTLI_API_KEY.",
    text: ({ base, alias, contextWindow }) => {
      const capabilities = { tools: true, images: true };
      const model = { name: alias, max_tokens: contextWindow ?? 128_000, capabilities };
      const apantli = { api_url: base, available_models: [model] };
      return JSON.stringify(
        { language_models: { openai_compatible: { Apantli: apantli } } },
        null,
        2,
      );
    },
  },
  {
    id: "aider",
    name: "aider",
    where: "In a terminal. The prefix openai/ is aider's own.",
    text: ({ base, alias, key }) =>
      `export OPENAI_API_BASE=${base}
export OPENAI_API_KEY=${shell(key)}
aider --model ${shell(`openai/${alias}`)}`,
  },
  {
    id: "cline",
    name: "Cline, Roo Code",
    where: "API Provider: OpenAI Compatible. Then fill in:",
    text: ({ base, alias, key }) => `Base URL   ${base}\nAPI Key    ${key}\nModel ID   ${alias}`,
  },
  {
    id: "open-webui",
    name: "Open WebUI",
    where:
      "Admin Settings, Connections, OpenAI API: this address and key. Or start it so on Linux; " +
      "Docker Desktop needs host.docker.internal in place of 127.0.0.1, and -p 8080:8080 in place of --network=host.",
    text: ({ base, key }) =>
      `docker run -d --network=host \\
  -e OPENAI_API_BASE_URL=${base} \\
  -e OPENAI_API_KEY=${shell(key)} \\
  -v open-webui:/app/backend/data \\
  --name open-webui ghcr.io/open-webui/open-webui:main`,
  },
  {
    id: "librechat",
    name: "LibreChat",
    where: "librechat.yaml. Within Docker, host.docker.internal stands for this machine.",
    text: ({ base, alias, key }) =>
      `endpoints:
  custom:
    - name: Apantli
      baseURL: ${quoted(base)}
      apiKey: ${quoted(key)}
      models:
        default: [${quoted(alias)}]
        fetch: true`,
  },
  {
    id: "obsidian",
    name: "Obsidian Copilot",
    where:
      "Settings, Model, Add Custom Model. The file lists all enabled aliases with their prices.",
    text: ({ base, alias, key }) =>
      `Model Name   ${alias}\nProvider     3rd party (openai-format)\nBase URL     ${base}\nAPI Key      ${key}`,
    download: { href: "/api/export/obsidian", label: "All aliases as a file" },
  },
];
