import assert from "node:assert/strict";
import fc from "fast-check";
import { TrustedClock } from "../../lib/store/trusted_clock.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const NOW = Date.parse("2026-11-23T09:00:00Z");

/** A machine whose clock can be set; time passes for both of its clocks. */
function machine(known: number | null) {
  const state = { now: NOW, monotonic: 1000, remembered: known };
  const start = () =>
    new TrustedClock({
      now: () => state.now,
      monotonic: () => state.monotonic,
      known: () => state.remembered,
      remember: (moment) => state.remembered = moment,
    });
  let clock = start();
  return {
    pass(ms: number) {
      state.now += ms;
      state.monotonic += ms;
    },
    set(now: number) {
      state.now = now;
    },
    restart() {
      clock = start();
      state.monotonic = 1000;
    },
    read: () => clock.read(),
    get remembered() {
      return state.remembered;
    },
  };
}

const sure = { isNotAhead: true, isRight: true };
const facts = ({ isNotAhead, isRight }: { isNotAhead: boolean; isRight: boolean }) => ({
  isNotAhead,
  isRight,
});

const AT_ONCE: readonly [what: string, known: number | null, facts: typeof sure][] = [
  ["with an empty ledger", null, sure],
  ["some hours after the newest exchange", NOW - 5 * HOUR, sure],
  ["six days after it", NOW - 6 * DAY, sure],
  ["an hour before it, as after a change of zone", NOW + HOUR, sure],
  ["a month after it", NOW - 30 * DAY, { isNotAhead: false, isRight: false }],
  ["ten years after it", NOW - 10 * YEAR, { isNotAhead: false, isRight: false }],
  ["a year before it", NOW + YEAR, { isNotAhead: true, isRight: false }],
];

for (const [what, known, expected] of AT_ONCE) {
  Deno.test(`a clock ${what} is ${expected.isRight ? "right" : expected.isNotAhead ? "not ahead" : "doubted"} at once`, () => {
    assert.deepEqual(facts(machine(known).read()), expected);
  });
}

Deno.test("a clock that is in 2036 for a minute after the start deletes nothing, and is right again after it", () => {
  const { set, pass, read } = machine(NOW - DAY);
  set(NOW + 10 * YEAR);
  assert.equal(read().isNotAhead, false);
  pass(MINUTE);
  assert.equal(read().isNotAhead, false);
  set(NOW + MINUTE);
  assert.deepEqual(read(), { now: NOW + MINUTE, ...sure });
});

Deno.test("a clock that is ahead is believed after two hours without a jump, and not when it jumps on", () => {
  const { set, pass, read } = machine(NOW);
  set(NOW + 90 * DAY);
  for (let minutes = 0; minutes < 120; minutes += 10) {
    assert.equal(read().isNotAhead, false);
    pass(10 * MINUTE);
  }
  assert.equal(read().isNotAhead, true);
  const other = machine(NOW);
  for (let jump = 1; jump < 60; jump++) {
    other.set(NOW + (90 + jump) * DAY);
    assert.equal(other.read().isNotAhead, false);
    other.pass(HOUR);
  }
});

Deno.test("a clock that is behind may delete, and puts nothing right before a day has passed", () => {
  const { set, pass, read } = machine(NOW);
  set(NOW - YEAR);
  for (let hours = 0; hours < 24; hours++) {
    assert.deepEqual(facts(read()), { isNotAhead: true, isRight: false });
    pass(HOUR);
  }
  assert.deepEqual(facts(read()), sure);
});

Deno.test("a laptop that slept over a weekend is believed at once", () => {
  const { set, read } = machine(NOW);
  read();
  set(NOW + 3 * DAY);
  assert.deepEqual(facts(read()), sure);
});

Deno.test("what was right is remembered for the next start, and what is doubted is not", () => {
  const box = machine(NOW);
  box.pass(HOUR);
  box.read();
  assert.equal(box.remembered, NOW + HOUR);
  box.set(NOW + 10 * YEAR);
  box.read();
  box.restart();
  assert.equal(box.read().isNotAhead, false);
  assert.equal(box.remembered, NOW + HOUR);
});

Deno.test("whatever a clock does, nothing is deleted by a time that is far ahead and younger than two hours", () => {
  const step = fc.oneof(
    fc.record({ pass: fc.integer({ min: 0, max: 50 * MINUTE }) }),
    fc.record({ wrongBy: fc.integer({ min: 8 * DAY, max: 20 * YEAR }) }),
    fc.record({ wrongBy: fc.integer({ min: -20 * YEAR, max: -8 * DAY }) }),
    fc.constant({ wrongBy: 0 }),
    fc.constant({ restart: true }),
  );
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const box = machine(NOW);
    let truth = NOW;
    let wrongFor = 0;
    let wrongBy = 0;
    for (const one of steps) {
      if ("pass" in one) {
        box.pass(one.pass);
        truth += one.pass;
        wrongFor = wrongBy === 0 ? 0 : wrongFor + one.pass;
      } else if ("restart" in one) box.restart();
      else {
        wrongBy = one.wrongBy;
        box.set(truth + wrongBy);
      }
      if (wrongFor >= 2 * HOUR) return;
      const { now, isNotAhead } = box.read();
      if (isNotAhead) assert.ok(now - truth < 8 * DAY, `${now - truth} ms ahead after ${wrongFor}`);
    }
  }));
});
