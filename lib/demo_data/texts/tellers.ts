import type { Kind } from "../habits.ts";
import { agent } from "./agent.ts";
import { analyst } from "./analyst.ts";
import { chat } from "./chat.ts";
import { completion, review } from "./editor.ts";
import { dialogue } from "./game.ts";
import { retrieval } from "./garden.ts";
import { vision } from "./invoices.ts";
import { summary, translate } from "./newsletter.ts";
import type { TellerOf } from "./teller.ts";
import { classify, draft } from "./tickets.ts";

/** Who tells what, by the kind of session. */
export const TELLERS: Readonly<Record<Kind, TellerOf>> = {
  agent,
  analyst,
  chat,
  classify,
  completion,
  dialogue,
  draft,
  retrieval,
  review,
  summary,
  translate,
  vision,
};
