import { BadQuery } from "../bad_query.ts";
import { columnsOf, type Order, type Position } from "./order.ts";

/** A place in a list as an opaque text, for the URL of the page after it. */
export function cursorOf({ sort, direction }: Order, { keys, id }: Position): string {
  const bytes = new TextEncoder().encode(JSON.stringify([sort, direction, id, ...keys]));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/**
 * The place that a cursor names.
 *
 * @throws {BadQuery} for what is none, and for one of another order
 */
export function readCursor(order: Order, cursor: string): Position {
  const [sort, direction, id, ...keys] = parsed(cursor);
  const isId = typeof id === "number" && Number.isSafeInteger(id);
  if (typeof sort !== "string" || typeof direction !== "string" || !isId) throw noCursor();
  if (sort !== order.sort || direction !== order.direction) {
    throw new BadQuery(
      `after is of a list by ${sort} ${direction}. Ask with that sort_by and sort_dir, or leave after out.`,
    );
  }
  const types = order.sort === "timestamp" || order.sort === "model" ? ["string"] : ["number"];
  const isKey = (key: unknown): key is string | number | null =>
    types.includes(typeof key) || (types[0] === "number" && key === null);
  if (keys.length !== columnsOf(order).length || !keys.every(isKey)) throw noCursor();
  return { keys: keys.filter(isKey), id };
}

function parsed(cursor: string): unknown[] {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: "base64url" });
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function noCursor(): BadQuery {
  return new BadQuery("after is no place in this list. Take it from `next` of an answer.");
}
