/** How a provider that speaks OpenAI's chat protocol differs from OpenAI. Data of its row. */
export interface Quirks {
  /** Which token-limit field the provider takes; the other one is renamed to it. */
  maxTokens: "either" | "max_tokens" | "max_completion_tokens";
  /** False: `developer` messages are sent as `system`. */
  developerRole: boolean;
  /** `always`: usage comes unasked in streams and `stream_options` is refused. */
  streamUsage: "stream_options" | "always";
  /** Other names of top-level request fields. */
  rename: Readonly<Record<string, string>>;
  /** Fields of messages that the provider refuses, as clients send them back from its own answers. */
  refusedInMessages: readonly string[];
  /** True: answers are mended to OpenAI's shape where they leave it (see repair.ts). */
  repairs: boolean;
}
