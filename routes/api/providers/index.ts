import { define } from "../../../lib/define.ts";
import { catalogue } from "../../../lib/pricing/mod.ts";

/** The providers of the price catalogue. */
export const handler = define.handlers({
  GET: () => Response.json({ providers: catalogue().providers }),
});
