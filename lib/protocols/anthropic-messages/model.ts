/** What a model accepts, where models differ. */
export interface ModelTraits {
  /** The most tokens that it produces; sent when the client names no limit, which is required. */
  maxTokens: number;
  /**
   * `budget`: thinks within a number of tokens; `adaptive`: decides by itself and can be told not
   * to think; `always`: decides by itself and cannot be told so.
   */
  thinking: "none" | "budget" | "adaptive" | "always";
  /** Values of `output_config.effort`, lowest first. */
  efforts: readonly string[];
  /** Thoughts come empty unless `thinking.display` asks for them. */
  hidesThoughts: boolean;
  /** `any`: all sampling parameters; `one`: `temperature` or `top_p`; `fixed`: only their defaults. */
  sampling: "any" | "one" | "fixed";
  /** `output_config.format` and strict tools. */
  schema: boolean;
  /** Messages of role `system` between the turns. */
  systemTurns: boolean;
}

const OLDEST: ModelTraits = {
  maxTokens: 4096,
  thinking: "none",
  efforts: [],
  hidesThoughts: false,
  sampling: "any",
  schema: false,
  systemTurns: false,
};
const CLAUDE_3_7: ModelTraits = { ...OLDEST, maxTokens: 64_000, thinking: "budget" };
const CLAUDE_4_1: ModelTraits = { ...CLAUDE_3_7, sampling: "one", schema: true };
const CLAUDE_4_6: ModelTraits = {
  ...CLAUDE_4_1,
  thinking: "adaptive",
  efforts: ["low", "medium", "high", "max"],
};
const CLAUDE_4_7: ModelTraits = {
  ...CLAUDE_4_6,
  maxTokens: 128_000,
  efforts: ["low", "medium", "high", "xhigh", "max"],
  hidesThoughts: true,
  sampling: "fixed",
};

interface Row {
  /** The first version that the row holds for, as major × 100 + minor. */
  from: number;
  /** The family that the row holds for; all of them when absent. */
  family?: RegExp;
  traits: ModelTraits;
}

/**
 * Newest first; the first row that fits holds.
 * https://platform.claude.com/docs/en/about-claude/models/overview
 * https://platform.claude.com/docs/en/about-claude/models/migration-guide
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
const ROWS: readonly Row[] = [
  { from: 0, family: /fable|mythos/, traits: { ...CLAUDE_4_7, thinking: "always" } },
  { from: 408, family: /opus/, traits: { ...CLAUDE_4_7, systemTurns: true } },
  { from: 407, traits: CLAUDE_4_7 },
  { from: 406, family: /opus/, traits: { ...CLAUDE_4_6, maxTokens: 128_000 } },
  { from: 406, traits: CLAUDE_4_6 },
  { from: 405, traits: CLAUDE_4_1 },
  { from: 401, family: /opus/, traits: { ...CLAUDE_4_1, maxTokens: 32_000 } },
  { from: 400, family: /opus/, traits: { ...CLAUDE_3_7, maxTokens: 32_000 } },
  { from: 307, traits: CLAUDE_3_7 },
  { from: 305, traits: { ...OLDEST, maxTokens: 8192 } },
  { from: 0, traits: OLDEST },
];

/** A model of another maker behind the same wire format. */
const OTHER_MAKER: ModelTraits = { ...OLDEST, maxTokens: 8192, thinking: "budget" };

const NEWEST = 999;

/**
 * What the model of this name accepts. Names of Bedrock and Vertex are understood; a Claude whose
 * name tells no version counts as the newest.
 */
export function traitsOf(model: string): ModelTraits {
  const name = model.toLowerCase();
  if (!name.includes("claude")) return OTHER_MAKER;
  const version = versionOf(name);
  const row = ROWS.find((row) => version >= row.from && (row.family?.test(name) ?? true));
  return row?.traits ?? OLDEST;
}

/** `claude-opus-4-8`, `claude-3-5-haiku-20241022`, `claude-sonnet-4@20250514`, `claude-v2`. */
function versionOf(name: string): number {
  const match = /claude-(?:[a-z]+-)*v?(\d{1,2})(?!\d)(?:[-.](\d{1,2})(?!\d))?/.exec(name);
  if (match === null) return NEWEST;
  return Number(match[1]) * 100 + Number(match[2] ?? 0);
}
