import fc from "fast-check";

/** A JSON text as a client might write it, taken apart: what each piece is, character by character. */
export interface Written {
  text: string;
  /** The members or elements of the outermost value, as they stand in the text. */
  parts: { key: string; value: string }[];
}

const space = fc.string({ unit: fc.constantFrom(" ", "\n", "\r\n", "\t"), maxLength: 2 });

/** Characters that a reader of JSON could stumble over, as they stand inside of a string. */
const inString = fc.constantFrom(
  ...["a", "é", "😀", " ", ",", ":", "{", "}", "[", "]", "'", "\u2028", "\u007f"],
  ...['\\"', "\\\\", "\\/", "\\n", "\\u0022", "\\u005C", "\\ud83d", "\\u006d"],
);
const string = fc.array(inString, { maxLength: 5 }).map((all) => `"${all.join("")}"`);
const scalar = fc.oneof(
  string,
  fc.constantFrom(
    "true",
    "false",
    "null",
    "0",
    "-0",
    "1.0",
    "1e3",
    "-1.5E-07",
    "0.10",
    "9".repeat(25),
  ),
);

function surrounded(piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(space, piece, space).map((all) => all.join(""));
}

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(surrounded(tie("value")), { maxLength: 3 }).map((all) => `[${all.join(",")}]`),
    fc.array(
      fc.tuple(surrounded(string), surrounded(tie("value"))).map((pair) => pair.join(":")),
      { maxLength: 3 },
    ).map((all) => `{${all.join(",")}}`),
  ),
}));

const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('"a"', '"b"', '"c"', '"\\u0061"', '"__proto__"', '""') },
  { weight: 1, arbitrary: string },
);

/** Objects with white space, escapes and numbers of every kind; keys may stand there twice. */
export const writtenObjects: fc.Arbitrary<Written> = fc.tuple(
  fc.array(fc.tuple(space, key, space, space, value, space), { maxLength: 5 }),
  space,
).map(([members, inside]) => ({
  text: `${inside}{${
    members.map(([a, key, b, c, value, d]) => `${a}${key}${b}:${c}${value}${d}`).join(",") || inside
  }}${inside}`,
  parts: members.map(([, key, , , value]) => ({ key, value })),
}));

/** Arrays of the same kind. */
export const writtenArrays: fc.Arbitrary<Written> = fc.tuple(
  fc.array(fc.tuple(space, value, space), { maxLength: 5 }),
  space,
).map(([elements, inside]) => ({
  text: `${inside}[${elements.map((all) => all.join("")).join(",") || inside}]${inside}`,
  parts: elements.map(([, value]) => ({ key: "", value })),
}));
