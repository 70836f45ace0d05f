import assert from "node:assert/strict";
import fc from "fast-check";
import { render } from "preact-render-to-string";
import type { DetailAttempt } from "../../../lib/ui/requests/detail.ts";
import { timeline } from "../../../lib/ui/requests/timing.ts";
import { Timing } from "../../../lib/ui/requests/timing.tsx";
import { detail } from "./sample.ts";

const BEGIN = Date.UTC(2026, 2, 4, 12);

/** A call that begins so many milliseconds after the request. */
function attempt(number: number, at: number, ms: number, error: string | null): DetailAttempt {
  const started_at = new Date(BEGIN + at).toISOString().slice(0, -1);
  const status = error === null ? 200 : 503;
  return { number, started_at, duration_ms: ms, waited_ms: 0, status, error };
}

const brief = (...given: Parameters<typeof detail>) =>
  timeline(detail(...given)).map(({ kind, ms }) => `${kind} ${ms}`);

const CASES: readonly (readonly [what: string, Parameters<typeof detail>, string[]])[] = [
  ["a stream", [{}], ["before 10", "first 490", "answer 2000"]],
  ["retries", [{ first_byte_ms: 1900 }, {
    attempts: [attempt(1, 5, 100, "no"), attempt(2, 1105, 795, null)],
  }], ["before 5", "failed 100", "wait 1000", "first 795", "answer 600"]],
  ["calls that all failed", [{ first_byte_ms: null, duration_ms: 1300 }, {
    attempts: [attempt(1, 0, 100, "no"), attempt(2, 1100, 200, "no")],
  }], ["failed 100", "wait 1000", "failed 200"]],
  ["a client that left in a wait", [{ first_byte_ms: null, duration_ms: 700 }, {
    attempts: [attempt(1, 0, 100, "no")],
  }], ["failed 100", "wait 600"]],
  ["a predecessor's row", [{ first_byte_ms: null }, { attempts: [] }], ["answer 2500"]],
  ["one that runs", [{ first_byte_ms: null, duration_ms: null }, { attempts: [] }], []],
  ["an answer that began after its end", [{ first_byte_ms: 9000 }], ["before 10", "first 2490"]],
];

for (const [what, given, segments] of CASES) {
  Deno.test(`the time of ${what} is told in its parts`, () => {
    assert.deepEqual(brief(...given), segments);
  });
}

Deno.test("the parts of a request's time are its whole time, one behind the other", () => {
  const attempts = fc.array(fc.tuple(fc.nat(900), fc.nat(900), fc.boolean()), { maxLength: 4 })
    .map((all) => all.map(([at, ms, isOk], n) => attempt(n + 1, at, ms, isOk ? null : "no")));
  fc.assert(
    fc.property(attempts, fc.option(fc.nat(1000)), fc.nat(1000), (attempts, first, extra) => {
      const most = Math.max(
        0,
        ...attempts.map(({ started_at, duration_ms }) =>
          Date.parse(`${started_at}Z`) - BEGIN + duration_ms
        ),
      );
      const duration_ms = most + extra;
      const segments = timeline(detail({ first_byte_ms: first, duration_ms }, { attempts }));
      let at = 0;
      for (const { from, ms } of segments) {
        assert.equal(from, at);
        assert.ok(ms > 0);
        at += ms;
      }
      assert.equal(at, duration_ms);
    }),
  );
});

Deno.test("the bar says in words what it shows", () => {
  const html = render(<Timing detail={detail()} />);
  assert.match(
    html,
    /aria-label="Before the call: 10 ms, To the first token: 490 ms, Answer: 2.0 s"/,
  );
  assert.match(html, /170\.0 tokens\/s/);
  assert.doesNotMatch(html, /style=/);
  assert.match(render(<Timing detail={detail({ stream: false })} />), /To the answer/);
  const none = detail({ duration_ms: null, first_byte_ms: null }, { attempts: [] });
  assert.match(render(<Timing detail={none} />), /Nothing is known of its time/);
});
