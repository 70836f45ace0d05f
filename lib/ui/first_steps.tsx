/** What the page says while nothing was asked yet: the line to try, for the alias and address given. */
export function FirstSteps({ origin, alias }: { origin: string; alias: string }) {
  const body = JSON.stringify({ model: alias, messages: [{ role: "user", content: "Hello" }] });
  return (
    <section class="panel first-steps">
      <h2>Nothing asked yet</h2>
      <p>Point any OpenAI client at this address, or try it in a terminal:</p>
      <pre tabIndex={0}><code>{`curl ${origin}/v1/chat/completions \\
  -H 'content-type: application/json' \\
  -d '${body.replaceAll("'", "'\\''")}'`}</code></pre>
      <p class="muted">The answer and what it cost appear here within seconds.</p>
    </section>
  );
}
