import type { Role } from "./models.ts";
import type { RHYTHMS } from "./rhythm.ts";

/** What is said in a session. */
export type Kind =
  | "agent"
  | "analyst"
  | "chat"
  | "dialogue"
  | "classify"
  | "draft"
  | "review"
  | "summary"
  | "translate"
  | "vision"
  | "retrieval"
  | "completion";

/** One thing that somebody uses models for, again and again. */
export interface Habit {
  project: string | null;
  kind: Kind;
  /** The roles that a model may have for it, the first one most often. */
  roles: readonly Role[];
  rhythm: keyof typeof RHYTHMS;
  /** Share of all exchanges once it is established. */
  weight: number;
  /** When it began, as a part of the period. */
  since: number;
  /** When it was given up; never when absent. */
  until?: number;
  /** The User-Agents that it had, each from a part of the period on. */
  clients: readonly (readonly [since: number, name: string])[];
  /** How many of its exchanges are streams. */
  streamed: number;
}

/** What the people of the demo do. */
export const HABITS: readonly Habit[] = [
  habit("harbor-api", "agent", ["agent"], "office", 36, 0.3, 1, [
    [0, "aider/0.62.1"],
    [0.45, "Cline/3.2.0"],
    [0.62, "opencode/0.4.19"],
    [0.8, "opencode/1.2.6"],
  ]),
  habit("harbor-api", "review", ["reason", "chat"], "office", 4, 0.12, 0, [
    [0, "OpenAI/JS 4.28.0"],
    [0.6, "OpenAI/JS 5.8.2"],
  ]),
  habit("harbor-api", "completion", ["small"], "office", 11, 0.05, 0.1, [
    [0, "Continue/0.8.40"],
    [0.5, "Zed/0.178.5"],
    [0.8, "Zed/1.4.0"],
  ]),
  habit("ticket-triage", "classify", ["small"], "nightly", 15, 0.15, 0, [
    [0, "AsyncOpenAI/Python 1.12.0"],
    [0.55, "AsyncOpenAI/Python 1.97.1"],
    [0.85, "AsyncOpenAI/Python 2.9.0"],
  ]),
  habit("ticket-triage", "draft", ["chat"], "office", 6, 0.2, 0.3, [[0, "n8n"]]),
  habit("weekly-newsletter", "summary", ["chat", "small"], "office", 4, 0, 0, [
    [0, "python-httpx/0.27.0"],
  ]),
  habit("weekly-newsletter", "translate", ["chat"], "office", 4, 0, 0, [
    [0, "python-httpx/0.27.0"],
  ]),
  habit("invoice-reader", "vision", ["vision"], "office", 5, 0, 0, [
    [0, "OpenAI/Python 1.30.1"],
    [0.7, "OpenAI/Python 2.3.0"],
  ]),
  habit("garden-almanac", "retrieval", ["small", "chat"], "waking", 9, 0.42, 0.85, [
    [0, "langchain-openai/0.1.8"],
    [0.7, "langchain-openai/1.0.2"],
  ]),
  habit("lighthouse-game", "dialogue", ["small", "chat"], "evening", 6, 0.08, 1, [
    [0, "GodotEngine/4.2.1"],
    [0.6, "GodotEngine/4.5"],
  ]),
  habit(
    "research-notes-for-the-autumn-seminar",
    "chat",
    ["reason", "chat"],
    "evening",
    5,
    0.55,
    1,
    [
      [
        0,
        "Mozilla/5.0 (X11; Linux x86_64) obsidian/1.8.9 Chrome/132.0 Electron/34.0 Safari/537.36",
      ],
    ],
  ),
  habit("tide-data", "analyst", ["agent"], "office", 9, 0.5, 0.2, [
    [0, "pydantic-ai/0.4.2"],
    [0.85, "pydantic-ai/1.20.0"],
  ]),
  habit(null, "chat", ["chat", "reason"], "waking", 14, 0, 0.97, [
    [0, "Open WebUI/0.3.2"],
    [0.6, "Open WebUI/0.6.22"],
  ]),
  habit(null, "summary", ["small"], "waking", 3, 0, 0.2, [
    [0, "curl/8.5.0"],
    [0.6, "curl/8.14.1"],
  ]),
  habit(null, "translate", ["small", "chat"], "waking", 3, 0.1, 0.5, [[0, "Raycast/1.84.2"]]),
  {
    ...habit("slide-maker", "draft", ["chat"], "office", 4, 0.05, 0, [[0, "OpenAI/Python 1.6.1"]]),
    until: 0.4,
  },
];

/** The User-Agent of a habit at a part of the period. */
export function clientOf({ clients }: Habit, part: number): string | null {
  return clients.findLast(([since]) => since <= part)?.[1] ?? null;
}

/** How much is done of it at a part of the period: it grows, and from the first to the last day all of it does. */
export function weightAt({ weight, since, until = 1 }: Habit, part: number): number {
  if (part < since || part > until) return 0;
  const settled = Math.min(1, 0.25 + (part - since) / 0.12);
  return weight * settled * Math.exp(1.3 * part);
}

function habit(
  project: string | null,
  kind: Kind,
  roles: readonly Role[],
  rhythm: Habit["rhythm"],
  weight: number,
  since: number,
  streamed: number,
  clients: Habit["clients"],
): Habit {
  return { project, kind, roles, rhythm, weight, since, streamed, clients };
}
