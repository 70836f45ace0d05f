import { MODELS } from "../../../lib/demo_data/models.ts";

/** The newest model of each alias. */
const NEWEST = new Map(MODELS.map((model) => [model.alias, model]));

/** Those that went out of use are not enabled, and one has as long a name as people choose. */
const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
  - model_name: a-team/very-long-names-happen/claude-sonnet-5-5-with-thinking-and-tools-2026-10-07
    litellm_params: { model: anthropic/claude-sonnet-5-5, api_key: os.environ/ANTHROPIC_API_KEY }
${
  [...NEWEST.values()].map(({ alias, provider, upstream, until }) =>
    `  - model_name: ${alias}
    enabled: ${until > Date.now()}
    litellm_params: { model: ${provider}/${upstream} }`
  ).join("\n")
}
`;

/**
 * A crowded configuration, for `browserTest` and `withPage`: the aliases of the demo's requests, with
 * keys for some of their providers.
 */
export const DEMO = {
  config: CONFIG,
  env: "ANTHROPIC_API_KEY=sk-none\nOPENAI_API_KEY=sk-none\n",
};
