/**
 * The strings that are no content: words of the protocols. A string that is not among them is
 * somebody's, wherever it stands.
 */
const WORDS = new Set(
  [
    // Roles.
    "system developer user assistant tool function model",
    // Types of messages, parts, tools, formats.
    "text image_url input_text input_image input_audio input_file output_text output_audio refusal",
    "file image audio document video thinking redacted_thinking reasoning summary_text message",
    "function_call function_call_output tool_use tool_result server_tool_use base64 url custom",
    "web_search_tool_result json_object json_schema url_citation ephemeral enabled disabled adaptive",
    // Choices of tools, efforts, tiers, details, formats.
    "auto none any required low medium high minimal xhigh max default flex priority standard batch",
    "scale on_demand performance standard_only concise detailed original",
    "wav mp3 flac opus pcm16 aac png jpeg webp b64_json float",
    "alloy ash ballad coral echo fable nova onyx sage shimmer verse marin cedar",
    // Objects and how answers end.
    "chat.completion chat.completion.chunk text_completion list embedding response",
    "stop length tool_calls content_filter end_turn max_tokens stop_sequence pause_turn",
    "completed incomplete in_progress failed cancelled error",
    "STOP MAX_TOKENS SAFETY RECITATION OTHER MALFORMED_FUNCTION_CALL",
    "TEXT IMAGE AUDIO VIDEO DOCUMENT ON_DEMAND PROVISIONED_THROUGHPUT 5m 1h global us eu",
    // How a request was served, which decides on its price.
    "fast SERVICE_TIER_FLEX SERVICE_TIER_PRIORITY SERVICE_TIER_STANDARD SERVICE_TIER_BATCH",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a string is a word of a protocol and no content. */
export function isWord(text: string): boolean {
  return WORDS.has(text);
}

/** What the names in usage objects are made of; providers make new ones of the same words. */
const USAGE_WORDS = new Set(
  [
    "prompt completion input output total cached cache creation read write hit miss token tokens",
    "count details metadata audio text image video document reasoning thoughts thinking accepted",
    "rejected prediction candidates tool use server web search requests request fetch code",
    "execution cost estimated upstream inference completions is byok queue time service tier ephemeral 5m 1h",
    "num sources used citation modality traffic type content usage billed units price usd ticks in",
    "draft acceptance per second seconds first to ms latency duration market geo iterations",
    "speed context size",
  ].flatMap((line) => line.split(" ")),
);

/** Whether the name of a member of a usage object is one: `prompt_tokens`, `thoughtsTokenCount` … */
export function isUsageKey(key: string): boolean {
  if (key.length > 64) return false;
  const words = key.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase().split("_");
  return words.every((word) => USAGE_WORDS.has(word));
}
