/** Gives a tool call its id: the provider's where it is one that no other call has, else a new one. */
export type CallIds = (own: unknown) => string;

/** Characters taken of the exchange's id: OpenAI's endpoint refuses ids of more than 40. */
const SEED_LENGTH = 24;

/**
 * Ids for the tool calls of one answer, all different, the same for the same answer. They are
 * unique across answers as far as `seed` is: clients keep the ids of all turns in one conversation.
 */
export function createCallIds(seed: string): CallIds {
  const given = new Set<string>();
  const stem = `call_${seed.replace(/[^A-Za-z0-9]/g, "").slice(-SEED_LENGTH)}`;
  return (own) => {
    let id = typeof own === "string" && own !== "" ? own : `${stem}_${given.size}`;
    for (let n = given.size; given.has(id); n++) id = `${stem}_${n}`;
    given.add(id);
    return id;
  };
}
