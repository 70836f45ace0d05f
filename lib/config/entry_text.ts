import { isNode, type YAMLSeq } from "yaml";
import { removeFlowItem } from "./flow_item.ts";
import { extent } from "./nodes.ts";
import { type Lines, type Splice, withoutLines } from "./text.ts";

/** The lines of one entry of a block list, its own comments included. */
export interface EntryLines {
  /** The column of the dash, from 0. */
  indent: number;
  /** The start of its first line. */
  start: number;
  /** The start of the line with the dash. */
  dashLine: number;
  /** The end of its last line, line break included. */
  end: number;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith("#");
}

/** The dash of an item: the last one before it that begins a line. */
function dashBefore(source: string, lines: Lines, offset: number): number {
  for (let start = lines.startOf(offset);; start = lines.startOf(start - 1)) {
    const found = /^\s*-(?=\s|$)/.exec(lines.at(start));
    if (found !== null) return start + found[0].length - 1;
    if (start === 0) return lines.startOf(offset) + indentOf(source.slice(lines.startOf(offset)));
  }
}

/**
 * Which lines belong to an entry: its own, the comment right above it at its dash's column, and
 * comments behind it that are indented deeper than its dash (keys that somebody commented out).
 */
export function entryLines(source: string, lines: Lines, seq: YAMLSeq, index: number): EntryLines {
  const item = seq.items[index];
  const bounds = isNode(item) ? extent(item) : { start: 0, end: 0 };
  const dash = dashBefore(source, lines, bounds.start);
  const dashLine = lines.startOf(dash);
  let start = dashLine;
  const indent = dash - start;
  while (start > 0) {
    const above = lines.startOf(start - 1);
    const line = lines.at(above);
    if (!isComment(line) || indentOf(line) > indent) break;
    start = above;
  }
  let end = source[bounds.end - 1] === "\n" ? bounds.end : lines.next(bounds.end);
  for (let at = end; at < source.length; at = lines.next(at)) {
    const line = lines.at(at);
    if (line.trim() === "") continue;
    if (!isComment(line) || indentOf(line) <= indent) break;
    end = lines.next(at);
  }
  return { indent, start, dashLine, end };
}

/**
 * Whether the comment above an entry is the heading of a group: an empty line (or the list's begin)
 * stands before it, and another entry follows without one.
 */
function isHeading(lines: Lines, { start, dashLine, indent, end }: EntryLines, above: string) {
  if (start === dashLine || (above.trim() !== "" && !/^model_list\s*:/.test(above))) return false;
  const below = lines.at(end);
  return indentOf(below) === indent && /^\s*-(\s|$)/.test(below);
}

/**
 * Takes an entry out of the list, with its comments and the empty lines that it leaves behind. The
 * heading of a group stays as long as the group has entries.
 */
export function removeEntry(source: string, lines: Lines, seq: YAMLSeq, index: number): Splice {
  if (seq.flow) return removeFlowItem(source, lines, seq.items, index);
  const own = entryLines(source, lines, seq, index);
  const above = own.start === 0 ? "" : lines.at(lines.startOf(own.start - 1));
  if (isHeading(lines, own, above)) return withoutLines(source, own.dashLine, own.end);
  let { end } = own;
  if (above.trim() === "" || /^model_list\s*:/.test(above)) {
    while (end < source.length && lines.at(end).trim() === "") end = lines.next(end);
  }
  return withoutLines(source, own.start, end);
}
