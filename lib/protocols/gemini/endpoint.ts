import { bareModel } from "./model.ts";

/**
 * The URL of a call: `{base}/models/{model}:generateContent`, or `:streamGenerateContent?alt=sse`
 * (without `alt=sse` Google streams one JSON array). A model that names its own collection
 * (`tunedModels/…`) keeps it. https://ai.google.dev/api/generate-content
 */
export function endpoint(base: string, model: string, stream: boolean): string {
  const name = bareModel(model);
  const path = name.includes("/") ? name : `models/${name}`;
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const method = stream ? "streamGenerateContent?alt=sse" : "generateContent";
  return `${base}/${encoded}:${method}`;
}
