/** The language of the search, as docs/reference/http.md has it. */
const TERMS: readonly (readonly [term: string, finds: string])[] = [
  ["rain berlin", "both words, in what was asked or answered"],
  ['"rain in berlin"', "the words in this order"],
  ["berl*", "words that begin so"],
  ["rain -snow", "without a word"],
  ["model:gpt*", "an alias or model; also provider: and project:"],
  ["status:error", "ok, error, interrupted, or a number such as 429"],
  ["tool:get_weather", "the model called this tool"],
  ["cost:>0.1", "in USD; also tokens:>=1000 and duration:<2 (seconds)"],
  ["date:2026-01", "a day, month or year (UTC); also since: and until:"],
];

/** How to search, in a popover. */
export function SearchHelp() {
  return (
    <div id="search-help" popover="auto" role="dialog" aria-label="How to search">
      <h3>How to search</h3>
      <dl class="keys">
        {TERMS.map(([term, finds]) => (
          <>
            <dt>
              <code>{term}</code>
            </dt>
            <dd>{finds}</dd>
          </>
        ))}
      </dl>
      <p class="muted small">
        All of it has to hold. A long conversation is found by what is new in each of its turns.
      </p>
    </div>
  );
}
