import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { marker } from "../../types/marker.ts";
import { type Rule, VALUES } from "./rules.ts";

const { text } = VALUES;

/** The member that stands for all members of an object that are not stored. */
const OTHER_MEMBERS = marker("not stored");

/** A list, each of its items by one rule. */
export function list(rule: Rule): Rule {
  return (value, ids) => Array.isArray(value) ? value.map((item) => rule(item, ids)) : text(value);
}

/**
 * An object: members with a rule stay by it, all others become one member that says how many they
 * were. Their names go as well, for a name can be content.
 */
export function object(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, ids) => {
    if (!isObject(value)) return text(value);
    const kept: JsonObject = {};
    const others: JsonValue[] = [];
    for (const [key, member = null] of Object.entries(value)) {
      const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
      if (rule) kept[key] = rule(member, ids);
      else others.push(key, member);
    }
    if (others.length > 0) kept[OTHER_MEMBERS] = summary(others);
    return kept;
  };
}

/** By what a value is: an object, a list of objects, or anything else. */
export function either(rules: { object?: Rule; list?: Rule; else: Rule }): Rule {
  return (value, ids) => {
    if (isObject(value) && rules.object) return rules.object(value, ids);
    if (Array.isArray(value) && rules.list) return rules.list(value, ids);
    return rules.else(value, ids);
  };
}

/** @param others keys and values in turn */
function summary(others: JsonValue[]): string {
  const length = JSON.stringify(others).length;
  return marker([others.length / 2, "member"], [length, "character"]);
}
