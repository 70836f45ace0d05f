import type { ConfigPrices } from "./types.ts";

/** LiteLLM's name of each price that an entry may state (USD per token) → ours. */
export const PRICE_KEYS: Readonly<Record<string, keyof ConfigPrices>> = {
  input_cost_per_token: "inputCostPerToken",
  output_cost_per_token: "outputCostPerToken",
  cache_read_input_token_cost: "cacheReadInputTokenCost",
  cache_creation_input_token_cost: "cacheCreationInputTokenCost",
  cache_creation_input_token_cost_above_1hr: "cacheCreationInputTokenCostAbove1hr",
  input_cost_per_audio_token: "inputCostPerAudioToken",
  output_cost_per_audio_token: "outputCostPerAudioToken",
  output_cost_per_reasoning_token: "outputCostPerReasoningToken",
};

/**
 * Keys of `litellm_params` that steer LiteLLM itself and mean nothing to a provider, each with its
 * mend. They are warned about and not sent: a provider would refuse the request because of them.
 */
export const ROUTER_KEYS: Readonly<Record<string, string>> = {
  additional_drop_params: "Remove it, or set drop_params: true",
  allowed_fails: "Remove it: there are no cooldowns",
  budget_duration: "Remove it: there are no budgets",
  cache: "Remove it: answers are not cached",
  caching: "Remove it: answers are not cached",
  configurable_clientside_auth_params: "Remove it: clients cannot choose keys or hosts",
  context_window_fallbacks: "Remove it: there are no fallbacks here",
  cooldown_time: "Remove it: there are no cooldowns",
  fallbacks: "Remove it: there are no fallbacks here",
  guardrails: "Remove it: there are no guardrails",
  headers: "Use extra_headers",
  litellm_credential_name: "Name the key with api_key: os.environ/NAME",
  max_budget: "Remove it: there are no budgets",
  max_file_size_mb: "Remove it: bodies of up to 50 MB are accepted",
  max_parallel_requests: "Remove it: requests are not limited here",
  max_retries: "Use num_retries",
  merge_reasoning_content_in_choices: "Remove it: reasoning stays in reasoning_content",
  mock_response: "Use a demo/ model instead",
  mock_timeout: "Use model: demo/error-timeout instead",
  order: "Remove it: an alias has one target",
  region_name: "Remove it: targets are not chosen by region",
  request_timeout: "Use timeout",
  rpm: "Remove it: requests are not limited here",
  tags: "Remove it: targets are not chosen by tags",
  tpm: "Remove it: requests are not limited here",
  use_in_pass_through: "Remove it: there are no pass-through endpoints",
  use_litellm_proxy: "Remove it, and set api_base to the other proxy",
  weight: "Remove it: an alias has one target",
};

/** A price that LiteLLM knows and we do not read; it must never reach a provider as a parameter. */
export const OTHER_PRICE = /_cost_per_|_token_cost|^tiered_pricing$/;
