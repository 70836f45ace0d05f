/** What stands in place of a secret, as the predecessor stored it. */
const REDACTED = "sk-redacted";

/**
 * How keys begin, with their least length after that. The names are the providers' own:
 * OpenAI, Anthropic, OpenRouter, DeepSeek (`sk-`), Google (`AIza`), Groq (`gsk_`), xAI, Perplexity,
 * Hugging Face, Cerebras, NVIDIA, Replicate, Fireworks, GitHub, AWS.
 */
const PREFIXES: readonly (readonly [prefix: string, least: number])[] = [
  ["sk-", 16],
  ["AIza", 30],
  ["gsk_", 20],
  ["xai-", 20],
  ["pplx-", 20],
  ["hf_", 20],
  ["csk-", 20],
  ["nvapi-", 20],
  ["r8_", 20],
  ["fw_", 20],
  ["ghp_", 20],
  ["github_pat_", 20],
  ["AKIA", 16],
];

/** No secret is longer; the bound keeps the stack of the pattern matcher small on huge runs. */
const LONGEST = 8192;

/** Each run is consumed whole, so that a long one is never read twice. */
const KEY = new RegExp(
  `(?:${
    PREFIXES.map(([prefix, least]) => `${prefix}[A-Za-z0-9_-]{${least},${LONGEST}}`).join("|")
  })`,
  "g",
);

const BEARER = /([Bb]earer[ \t]{1,8})((?:[A-Za-z0-9._~+=-]|\\?\/){20,8192})/g;

/** Cheap, and false for nearly every text: {@link MEMBER} looks at each quote. */
const NAMES_A_SECRET = /(?:api[_-]?key|authorization|access_token|client_secret)\\{0,7}"/i;

/**
 * A JSON member that holds a key, also inside JSON text within a JSON string, where each quote has
 * the same number of backslashes before it: that keeps the match inside one string.
 */
const MEMBER =
  /((\\{0,7})"(?:x-|x-goog-)?(?:api[_-]?key|authorization|access_token|client_secret)\2"[ \t\r\n]{0,64}:[ \t\r\n]{0,64}\2")((?:[^"\\]|\\\/){1,8192})/gi;

/**
 * Replaces what looks like an API key by `sk-redacted`: keys of known providers, bearer tokens, and
 * the values of members such as `"api_key"`. JSON stays valid JSON; time is linear in the length.
 */
export function redactSecrets(text: string): string {
  const members = NAMES_A_SECRET.test(text)
    ? text.replace(MEMBER, (_all, opening: string) => opening + REDACTED)
    : text;
  return members
    .replace(
      BEARER,
      (all, opening: string, token: string) => hasDigit(token) ? opening + REDACTED : all,
    )
    .replace(
      KEY,
      (key, at: number, whole: string) => hasDigit(key) && startsWord(whole, at) ? REDACTED : key,
    );
}

/** Prose such as `sk-learn-compatible-thing` has none; a random key practically always has one. */
function hasDigit(text: string): boolean {
  return /[0-9]/.test(text);
}

/**
 * Whether a word begins at `at`: not in the middle of another (`task-…`), and not with the letter of
 * a JSON escape (`\fw_…` is a form feed); right after an escape (`\nsk-…`) one does begin.
 */
function startsWord(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  if (before === "\\") return !(escapes(text, at - 1) && /[bfnrtu]/.test(text.charAt(at)));
  if (!/[A-Za-z0-9_-]/.test(before)) return true;
  if (/[bfnrt]/.test(before) && escapes(text, at - 2)) return true;
  return /^\\u[0-9a-fA-F]{4}$/.test(text.slice(Math.max(0, at - 6), at)) && escapes(text, at - 6);
}

/** Whether the character at `at` is a backslash that begins an escape: an odd one of its run. */
function escapes(text: string, at: number): boolean {
  let run = 0;
  while (text.charAt(at - run) === "\\") run++;
  return run % 2 === 1;
}
