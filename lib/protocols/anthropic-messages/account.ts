import { isObject } from "../../types/json.ts";
import { fieldOf, type Step } from "./draft.ts";
import { textOf } from "./read.ts";

/** Anthropic refuses user ids that look like an e-mail address or a phone number. */
const PERSONAL = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^\+?[\d\s().-]{7,}$/;

/** `user` and `metadata.user_id` → `metadata`, which has no other member. */
export const sender: Step = {
  fields: ["user", "metadata"],
  encode({ chat, body, omissions }) {
    const metadata = fieldOf(chat, "metadata");
    const labels = isObject(metadata) ? metadata : {};
    for (const label of Object.keys(labels)) {
      if (label !== "user_id") omissions.ignore(`metadata.${label}`);
    }
    const isOwn = textOf(labels.user_id) !== undefined;
    const id = textOf(labels.user_id) ?? textOf(fieldOf(chat, "user"));
    if (id === undefined) return;
    if (PERSONAL.test(id)) omissions.ignore(isOwn ? "metadata.user_id" : "user");
    else body.metadata = { user_id: id };
  },
};

/** OpenAI's words for the service tier; what stands for itself is Anthropic's own word. */
const TIERS: Readonly<Record<string, string>> = {
  auto: "auto",
  default: "standard_only",
  standard_only: "standard_only",
};

/** `service_tier`. https://platform.claude.com/docs/en/api/service-tiers */
export const tier: Step = {
  fields: ["service_tier"],
  encode({ chat, body, omissions }) {
    const value = fieldOf(chat, "service_tier");
    if (value === undefined) return;
    const named = typeof value === "string" && Object.hasOwn(TIERS, value) ? TIERS[value] : null;
    if (named) body.service_tier = named;
    else omissions.refuse("service_tier", "Set it to auto or default.");
  },
};
