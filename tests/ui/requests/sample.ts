import type { RequestDetail } from "../../../lib/ui/requests/detail.ts";
import type { Row } from "../../../lib/ui/requests/page.ts";

/** A row that went well, with the given facts different. */
export function row(facts: Partial<Row> = {}): Row {
  return {
    id: 7,
    request_id: "r7",
    timestamp: "2026-03-04T12:00:00.000",
    model: "small",
    provider: "acme",
    outcome: "ok",
    status: 200,
    error: null,
    stream: true,
    attempts: 1,
    prompt_tokens: 1200,
    completion_tokens: 340,
    total_tokens: 1540,
    cost: 0.0123,
    duration_ms: 2500,
    usage_estimated: false,
    client: "tests/1.0",
    project: "blog",
    ...facts,
  };
}

/** The details of {@link row}, with the given facts different. */
export function detail(
  facts: Partial<RequestDetail["request"]> = {},
  more: Partial<RequestDetail> = {},
): RequestDetail {
  return {
    now: Date.UTC(2026, 2, 4, 12, 5),
    zone: "UTC",
    request: {
      ...row(),
      upstream_model: "acme-small-1",
      first_byte_ms: 500,
      cache_read_tokens: null,
      reasoning_tokens: null,
      price_source: "config",
      price_date: null,
      price_rule: null,
      finish_reason: "stop",
      ...facts,
    },
    costLines: [
      { bucket: "input", amount: 1200, price: "2", nanos: 2_400_000 },
      { bucket: "output", amount: 340, price: "10", nanos: 3_400_000 },
    ],
    attempts: [{
      number: 1,
      started_at: "2026-03-04T12:00:00.010",
      duration_ms: 490,
      waited_ms: 0,
      status: 200,
      error: null,
    }],
    dropped: [],
    capture: "full",
    sizes: { request: 100, response: 200 },
    conversation: {
      messages: [{
        role: "user",
        name: null,
        parts: [{ kind: "text", text: "Hi", cut: 0, html: "<p>Hi</p>" }],
      }],
      earlier: 0,
      answers: [],
      parameters: [{ name: "temperature", value: "0" }],
      tools: [],
      request: null,
      response: null,
    },
    locked: false,
    ...more,
  };
}
