/** Request fields that only change their name, by the key of `generationConfig` they become. */
export const GENERATION_FIELDS: Readonly<Record<string, string>> = {
  max_completion_tokens: "maxOutputTokens",
  temperature: "temperature",
  top_p: "topP",
  topP: "topP",
  top_k: "topK",
  topK: "topK",
  seed: "seed",
  presence_penalty: "presencePenalty",
  frequency_penalty: "frequencyPenalty",
  // Gemini's own fields, as clients that know the provider send them.
  thinkingConfig: "thinkingConfig",
  thinking_config: "thinkingConfig",
  responseModalities: "responseModalities",
  response_modalities: "responseModalities",
  speechConfig: "speechConfig",
  speech_config: "speechConfig",
  imageConfig: "imageConfig",
  image_config: "imageConfig",
  mediaResolution: "mediaResolution",
  media_resolution: "mediaResolution",
};

/** Fields that go to the top of the body under Gemini's name. */
export const BODY_FIELDS: Readonly<Record<string, string>> = {
  safety_settings: "safetySettings",
  cached_content: "cachedContent",
};
