/** A pattern that nobody can read is one that nobody has tested. */
const LONGEST = 1000;
/** Everything that the keyboard has: what matches nothing in it is nowhere in between letters either. */
const SAMPLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");

/**
 * What is wrong with a regular expression that is to redact; `undefined` when it can be used. The
 * message names nothing of it, for it may hold what it is to hide.
 */
export function wrongPattern(pattern: string): string | undefined {
  if (pattern.startsWith("os.environ/")) {
    return "is read from a variable, which does not work here. Write the pattern itself";
  }
  if (pattern.length > LONGEST) return `is longer than ${LONGEST} characters. Write several`;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, "gu");
  } catch (error) {
    // V8 quotes the pattern, and says what is wrong after the last colon.
    const reason = error instanceof Error ? error.message.split(": ").at(-1) : undefined;
    return `is no regular expression: ${reason ?? "unknown reason"}. Mend it`;
  }
  if (repeatsRepetition(pattern)) {
    return "repeats a group that repeats something itself, which can take for ever. " +
      "Write it with one repetition, for example [a-z.]+ for ([a-z]+\\.)+";
  }
  const matchesNothing = ["", SAMPLE].some((text) =>
    [...text.matchAll(expression)].some(([match]) => match === "")
  );
  if (matchesNothing) return "matches the empty text. Write what has to be there, + for *";
  return undefined;
}

/** A token of a pattern: an escape, a class (its brackets nest in no `u` pattern), or a character. */
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[^]/gsu;
const UNBOUNDED = /^(?:[*+]|\{\d+,\})$/;

/**
 * Whether a group that holds a repetition without a bound is itself repeated without one, as in
 * `(a+)+`: the usual way to an expression whose time doubles with each letter.
 */
function repeatsRepetition(pattern: string): boolean {
  /** By open group, whether it holds a repetition; the outermost is the pattern. */
  const groups = [false];
  /** Whether what was just read is a group that holds a repetition. */
  let closed = false;
  for (const [token] of pattern.matchAll(TOKEN)) {
    const inner = groups.length - 1;
    if (token === "(") groups.push(false);
    else if (UNBOUNDED.test(token)) {
      if (closed) return true;
      groups[inner] = true;
    }
    closed = token === ")" && inner > 0 && groups.pop() === true;
    if (closed) groups[groups.length - 1] = true;
  }
  return false;
}
