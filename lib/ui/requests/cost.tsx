import { formatCount } from "../format.ts";
import type { RequestDetail } from "./detail.ts";

const BUCKETS: Readonly<Record<string, string>> = {
  input: "Input",
  cacheRead: "Read from the cache",
  cacheReadAudio: "Sound read from the cache",
  cacheWrite5m: "Written to the cache (5 min)",
  cacheWrite1h: "Written to the cache (1 h)",
  audioInput: "Sound, input",
  output: "Output",
  reasoning: "Reasoning",
  imageOutput: "Images, output",
  audioOutput: "Sound, output",
  webSearches: "Web searches",
  requests: "Calls",
  reported: "Reported by the provider",
};

/** What a price is for; a million tokens unless it is here. */
const PER: Readonly<Record<string, string>> = {
  webSearches: "per 1,000",
  requests: "per 1,000",
  reported: "",
};

const SOURCES: Readonly<Record<string, string>> = {
  config: "your config.yaml",
  provider: "the provider, which reported it",
  overrides: "Apantli's own list",
  "genai-prices": "the catalogue genai-prices",
  free: "the list of what is free",
};

/** Why the request costs what it costs: amounts, prices, products, and where the prices are from. */
export function CostTable({ detail }: { detail: RequestDetail }) {
  const { request, costLines } = detail;
  if (request.cost === null) return <Unpriced detail={detail} />;
  if (costLines === null || costLines.length === 0) {
    const why = request.price_source === null
      ? "It was recorded without its parts."
      : `Nothing is charged, by ${sourceOf(detail)}.`;
    return <p>{exactUsd(Math.round(request.cost * 1e9))}. {why}</p>;
  }
  const total = costLines.reduce((sum, { nanos }) => sum + nanos, 0);
  return (
    <>
      <div class="scrolls" tabIndex={0}>
        <table class="cost">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" class="number">Amount</th>
              <th scope="col" class="number">Per million</th>
              <th scope="col" class="number">Cost</th>
            </tr>
          </thead>
          <tbody>
            {costLines.map(({ bucket, amount, price, nanos, attempt = "" }) => (
              <tr key={bucket + attempt}>
                <td>{BUCKETS[bucket] ?? bucket}{attempt && `, call ${attempt}`}</td>
                <td class="number">{bucket === "reported" ? "" : formatCount(amount)}</td>
                <td class="number">
                  {PER[bucket] !== undefined && <small class="muted">{PER[bucket]}</small>}
                  {bucket === "reported" ? "" : ` × $${price}`}
                </td>
                <td class="number">{exactUsd(nanos)}</td>
              </tr>
            ))}
          </tbody>
          {costLines.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">Sum</th>
                <td />
                <td />
                <td class="number">{exactUsd(total)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      <p class="muted small">
        The price is from {sourceOf(detail)}.
        {request.price_rule !== null && ` Rule: ${request.price_rule}.`}
        {request.usage_estimated === true &&
          " The provider sent no usage: the tokens are estimated."}
        {request.outcome !== "ok" && total > 0 &&
          ` Providers charge for what they did: it ${
            request.outcome === "failed" ? "failed" : "was interrupted"
          }, and costs all the same.`}
      </p>
    </>
  );
}

function Unpriced({ detail: { request } }: { detail: RequestDetail }) {
  if (request.outcome === "running") {
    return <p class="muted">It is known when the answer is complete.</p>;
  }
  if (request.total_tokens === null) {
    return <p class="muted">Nothing was used, as far as is known: there is nothing to pay.</p>;
  }
  return (
    <p>
      <span class="unpriced">Unpriced:</span> no price is known for{" "}
      <code>{request.upstream_model ?? request.model}</code>. State one in <code>config.yaml</code>
      {" "}
      (<code>input_cost_per_token</code>, <code>output_cost_per_token</code>), then run{" "}
      <code>deno task recalculate</code>.
    </p>
  );
}

function sourceOf({ request: { price_source, price_date } }: RequestDetail): string {
  const source = SOURCES[price_source ?? ""] ?? price_source ?? "an unknown source";
  return price_date === null ? source : `${source}, ${price_date}`;
}

/** Every digit of an amount, which is a whole number of 10⁻⁹ USD. */
export function exactUsd(nanos: number): string {
  const [whole = "0", part = ""] = (Math.abs(nanos) / 1e9).toFixed(9).split(".");
  const digits = part.replace(/0+$/, "").padEnd(2, "0");
  return `${nanos < 0 ? "-" : ""}$${formatCount(Number(whole))}.${digits}`;
}
