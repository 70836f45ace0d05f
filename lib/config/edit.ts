import { isMap, isNode, type YAMLMap } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { agreed, type Draft, indexOf, readDraft } from "./draft.ts";
import { EditError } from "./edit_error.ts";
import { entryLines, removeEntry } from "./entry_text.ts";
import { EDITABLE_PARAMS, newEntry, type NewModel, renderValue } from "./new_entry.ts";
import { lineAfter, removeKey, setKey } from "./key_text.ts";
import { extent, ownPair } from "./nodes.ts";
import { type Splice, splice } from "./text.ts";

/** What may change of an alias; `null` removes the key, an absent one stays as it is. */
export type ModelPatch = Partial<Pick<NewModel, "enabled" | typeof EDITABLE_PARAMS[number]>>;

/** The first entry of a file whose `model_list` is missing, empty or without a value. */
function startList({ source, doc, lines }: Draft, block: string[]): Splice[] {
  const { eol } = lines;
  const pair = isMap(doc.contents) ? ownPair(doc.contents, "model_list") : undefined;
  if (pair === undefined || !isNode(pair.key)) {
    const gap = source.trim() === "" ? "" : source.endsWith("\n") ? eol : eol + eol;
    const text = [`${gap}model_list:`, ...block, ""].join(eol);
    return [{ start: source.length, end: source.length, text }];
  }
  const colon = source.indexOf(":", extent(pair.key).end) + 1;
  const end = Math.max(isNode(pair.value) ? extent(pair.value).end : colon, colon);
  return [{ start: colon, end, text: "" }, lineAfter(source, lines, end, block.join(eol))];
}

/**
 * Adds an alias at the end of `model_list`; everything else stays as it is, byte for byte.
 * Throws {@link EditError} (`duplicate`, `invalid`, `not_editable`).
 */
export function addModel(text: string, model: NewModel): string {
  const draft = readDraft(text);
  if (draft.entries.some((entry) => isObject(entry) && entry.model_name === model.model_name)) {
    const mend = "Choose another name, or remove that one first";
    throw new EditError("duplicate", `There is a model "${model.model_name}" already. ${mend}.`);
  }
  const entry = newEntry(model);
  const entries = [...draft.entries, entry.data];
  const { seq, lines } = draft;
  if (seq === null) return agreed(draft, splice(text, startList(draft, entry.block(2))), entries);
  const item = seq.items.at(-1);
  if (seq.flow && isNode(item)) {
    const { end } = extent(item);
    return agreed(draft, splice(text, [{ start: end, end, text: `, ${entry.flow}` }]), entries);
  }
  const last = entryLines(text, lines, seq, seq.items.length - 1);
  const above = last.start === 0 ? 0 : lines.startOf(last.start - 1);
  const spaced = seq.items.length > 1 && lines.at(above).trim() === "";
  const block = (spaced ? lines.eol : "") + entry.block(last.indent).join(lines.eol);
  return agreed(draft, splice(text, [lineAfter(text, lines, last.end, block)]), entries);
}

/** One key of an entry: the map in the text and the object in the data that hold it. */
interface Holder {
  map: YAMLMap;
  data: JsonObject;
}

function part({ map, data }: Holder, key: string): Holder | null {
  const value = ownPair(map, key)?.value;
  const object = data[key];
  return isMap(value) && isObject(object) ? { map: value, data: object } : null;
}

/** `enabled` is changed where it stands, and written into the entry itself where it does not. */
function holderOf(entry: Holder, key: string): Holder {
  const params = part(entry, "litellm_params");
  if (key === "enabled") {
    const places = [entry, params, part(entry, "model_info")];
    return places.find((place) => place !== null && ownPair(place.map, key)) ?? entry;
  }
  if (params !== null) return params;
  throw EditError.byHand();
}

/** A deep copy in which what YAML's aliases share stands apart (`structuredClone` keeps it shared). */
function apart(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return value.map(apart);
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, apart(item)]));
}

function changeKey(text: string, alias: string, key: string, value: number | boolean | null) {
  const draft = readDraft(text);
  const index = indexOf(draft, alias);
  const item = draft.seq?.items[index];
  const data = apart(draft.entries[index]);
  if (!isMap(item) || !isObject(data)) throw EditError.byHand();
  const entries = draft.entries.with(index, data);
  const { map, data: object } = holderOf({ map: item, data }, key);
  if (value === null) {
    delete object[key];
    const piece = removeKey(text, draft.lines, map, key);
    return agreed(draft, piece === undefined ? text : splice(text, [piece]), entries);
  }
  object[key] = value;
  const piece = setKey(text, draft.lines, map, key, renderValue(value));
  return agreed(draft, splice(text, [piece]), entries);
}

/**
 * Changes an alias; everything else stays as it is, byte for byte.
 * Throws {@link EditError} (`unknown`, `invalid`, `not_editable`).
 */
export function updateModel(text: string, alias: string, patch: ModelPatch): string {
  indexOf(readDraft(text), alias);
  return (["enabled", ...EDITABLE_PARAMS] as const).reduce((result, key) => {
    const value = patch[key];
    return value === undefined ? result : changeKey(result, alias, key, value);
  }, text);
}

/**
 * Removes an alias, all entries of that name, with the comments that belong to them; everything
 * else stays as it is, byte for byte. Throws {@link EditError} (`unknown`, `not_editable`).
 */
export function removeModel(text: string, alias: string): string {
  const draft = readDraft(text);
  const index = indexOf(draft, alias);
  const { seq, doc, lines } = draft;
  const entries = draft.entries.toSpliced(index, 1);
  const pieces = seq === null ? [] : [removeEntry(text, lines, seq, index)];
  const pair = isMap(doc.contents) ? ownPair(doc.contents, "model_list") : undefined;
  if (entries.length === 0 && seq?.flow !== true && isNode(pair?.key)) {
    // An empty list, since a key without a value would be null.
    const colon = text.indexOf(":", extent(pair.key).end) + 1;
    pieces.push({ start: colon, end: colon, text: " []" });
  }
  const result = agreed(draft, splice(text, pieces), entries);
  const again = entries.some((entry) => isObject(entry) && entry.model_name === alias);
  return again ? removeModel(result, alias) : result;
}
