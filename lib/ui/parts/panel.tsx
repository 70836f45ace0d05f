import type { ComponentChildren } from "preact";

/** A part of a page with its heading, and what can be chosen in it at the heading's end. */
export function Panel({ title, actions, children, label }: {
  title?: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
  /** What it is called where it has no heading. */
  label?: string;
}) {
  return (
    <section class="panel" aria-label={title ?? label}>
      {(title || actions) && (
        <header>
          {title && <h2>{title}</h2>}
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

/** A number with its name and a note; a link where `href` says what it is about. */
export function Card({ label, value, note, href }: {
  label: string;
  value: ComponentChildren;
  note?: ComponentChildren;
  href?: string;
}) {
  const content = (
    <>
      <span class="label">{label}</span>
      <span class="value">{value}</span>
      {note !== undefined && <span class="note">{note}</span>}
    </>
  );
  return href === undefined
    ? <div class="card">{content}</div>
    : <a class="card" href={href}>{content}</a>;
}

/** Nothing to show: why, and the next step. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** What went wrong, and a way to try again. */
export function Problem({ message, retry }: { message: string; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <span>{message}</span>
      {retry && <button type="button" onClick={retry}>Try again</button>}
    </div>
  );
}
