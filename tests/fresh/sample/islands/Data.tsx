interface Ring {
  name: string;
  next?: Ring;
}

interface Props {
  ring: Ring;
  same: Ring;
  bytes: Uint8Array;
  pattern: RegExp;
  odd: number[];
  nested: Map<string, Set<Date>>;
  none: undefined;
}

/** Says of data what only the same kind of data would say. */
export default function Data({ ring, same, bytes, pattern, odd, nested, none }: Props) {
  const [nan, minusZero, infinite] = odd;
  const facts = {
    ring: ring.next?.next === ring,
    same: same === ring,
    bytes: bytes instanceof Uint8Array && bytes.join() === "1,2,255",
    pattern: pattern.test("AA") && pattern.flags === "gi",
    odd: Number.isNaN(nan) && Object.is(minusZero, -0) && infinite === -Infinity && !(3 in odd),
    nested: [...nested.get("days") ?? []].every((day) => day.getTime() === 1e12),
    none: none === undefined,
  };
  const wrong = Object.entries(facts).filter(([, holds]) => !holds).map(([name]) => name);
  return <pre>{`wrong: ${wrong.join()}`}</pre>;
}
