/** A piece of a text and what to put in its place. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** The lines of a text by offsets; line breaks are `\n` or `\r\n`. */
export interface Lines {
  /** The line break that the text uses. */
  eol: string;
  startOf(offset: number): number;
  /** The end of the line that holds the offset, before its line break. */
  endOf(offset: number): number;
  /** The start of the next line; the text's length after the last. */
  next(offset: number): number;
  /** The line that begins at an offset, without its line break. */
  at(start: number): string;
}

/** Looks at a text line by line. */
export function linesOf(text: string): Lines {
  const startOf = (offset: number) => text.lastIndexOf("\n", offset - 1) + 1;
  const endOf = (offset: number) => {
    const found = text.indexOf("\n", offset);
    const end = found < 0 ? text.length : found;
    return end > offset && text[end - 1] === "\r" ? end - 1 : end;
  };
  const next = (offset: number) => {
    const found = text.indexOf("\n", offset);
    return found < 0 ? text.length : found + 1;
  };
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return { eol, startOf, endOf, next, at: (start) => text.slice(start, endOf(start)) };
}

/**
 * Takes out the lines from `start` to the start of the next one at `end`. Where they are the last ones
 * and end without a line break, the breaks before them go: the text still ends without one.
 */
export function withoutLines(source: string, start: number, end: number): Splice {
  const isCut = end === source.length && !source.endsWith("\n");
  const before = isCut ? /(?:\r?\n[ \t]*)+$/.exec(source.slice(0, start))?.[0].length ?? 0 : 0;
  return { start: start - before, end, text: "" };
}

/** The text with the pieces replaced; they must not overlap. */
export function splice(text: string, pieces: readonly Splice[]): string {
  return [...pieces].sort((a, b) => b.start - a.start).reduce(
    (result, piece) => result.slice(0, piece.start) + piece.text + result.slice(piece.end),
    text,
  );
}
