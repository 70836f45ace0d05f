import type { Config } from "../config/types.ts";
import { listModels, type ModelFacts } from "./list.ts";

/** What `GET /api/export/obsidian` gives (http-api.md, "Models"). */
export interface ObsidianExport {
  version: string;
  client: "obsidian-copilot";
  /** The endpoint for the client's settings. */
  base_url: string;
  models: (Omit<ModelFacts, "enabled" | "name"> & { id: string; name: string })[];
  /** ISO 8601, UTC. */
  exported_at: string;
  exported_from: string;
  note: string;
}

/** The enabled aliases for Obsidian Copilot. `origin` is where the server is reached. */
export function obsidianExport(config: Config, origin: string, at: Date): ObsidianExport {
  const enabled = listModels(config, at).filter((model) => model.enabled);
  return {
    version: "1.0",
    client: "obsidian-copilot",
    base_url: `${origin}/v1`,
    models: enabled.map(({ enabled: _, ...model }) => ({ id: model.name, ...model })),
    exported_at: at.toISOString(),
    exported_from: "apantli",
    note:
      "Add each model as a custom model of type OpenAI format with this base URL; any API key will do.",
  };
}
