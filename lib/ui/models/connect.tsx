import { withQuery } from "../link.ts";
import { Copy } from "../parts/copy.tsx";
import { Empty } from "../parts/panel.tsx";
import { ModelDialog, type Ways } from "./model_dialog.tsx";
import type { ConnectData } from "./page.ts";

/** How clients are told of this server, ready to copy. */
export function ConnectDialog({ data: { alias, base, clients, notYet }, aliases, ways }: {
  data: ConnectData;
  /** All that can be called. */
  aliases: readonly string[];
  ways: Ways;
}) {
  const asked = new URLSearchParams(ways.url.split("?")[1]).get("client");
  const client = clients.find(({ id }) => id === asked) ?? clients[0];
  if (client === undefined) {
    return (
      <ModelDialog title="Connect a client" close={ways.close} isLight>
        <Empty title="No model yet">
          <p>
            <a class="button" href={withQuery(ways.url, { do: "add" })}>Add a model</a>
          </p>
        </Empty>
      </ModelDialog>
    );
  }
  return (
    <ModelDialog title="Connect a client" close={ways.close} isLight isWide>
      <div class="connect-bar">
        <label class="field">
          <span>Alias</span>
          <select
            onChange={(event) => ways.go(withQuery(ways.url, { model: event.currentTarget.value }))}
          >
            {aliases.map((name) => (
              <option key={name} value={name} selected={name === alias}>{name}</option>
            ))}
          </select>
        </label>
        <div class="field">
          <span>Address</span>
          <div class="copy-line">
            <code>{base}</code>
            <Copy text={base} />
          </div>
        </div>
      </div>
      <div class="connect-body">
        <nav aria-label="Clients">
          {clients.map(({ id, name }) => (
            <a
              key={id}
              href={withQuery(ways.url, { client: id })}
              aria-current={id === client.id ? "true" : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
        <section aria-label={client.name}>
          <header>
            <h3>{client.name}</h3>
            <Copy key={client.id} text={client.text} />
          </header>
          <p class="muted small">{client.where}</p>
          <pre tabIndex={0}><code>{client.text}</code></pre>
          {client.download && (
            <p>
              <a class="button" href={client.download.href} download>{client.download.label}</a>
            </p>
          )}
        </section>
      </div>
      <p class="muted small">{notYet}</p>
    </ModelDialog>
  );
}
