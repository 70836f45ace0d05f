import type { ComponentChildren } from "preact";
import { PageHead } from "../ui/shell.tsx";
import type { Part } from "./types.ts";

/** A state with its HTML, which was rendered apart: no island in it wakes. */
export interface Drawn {
  name: string;
  slug: string;
  html: string;
}

/** What the gallery shows: all parts by name, one part with all of its states, or one state alone. */
export interface GalleryPage {
  parts: readonly { part: Part; states: readonly { name: string; slug: string }[] }[];
  part: Part | null;
  drawn: readonly Drawn[];
  /** The state that stands alone. */
  alone: Drawn | null;
}

/** The gallery of the dashboard's views. */
export function Gallery({ parts, part, drawn, alone }: GalleryPage) {
  const title = alone ? `${part?.title}: ${alone.name}` : part?.title ?? "Gallery";
  return (
    <>
      <PageHead title={title} sheets={[...(part?.sheets ?? []), "gallery"]} />
      <nav class="gallery-bar" aria-label="Gallery">
        <a href="/gallery" aria-current={part === null ? "page" : undefined}>Gallery</a>
        {parts.map(({ part: { name, title } }) => (
          <a
            key={name}
            href={`/gallery/${name}`}
            aria-current={name === part?.name ? "page" : undefined}
          >
            {title}
          </a>
        ))}
        {alone && <strong>{alone.name}</strong>}
      </nav>
      {alone && <Picture html={alone.html} />}
      {!alone?.html.includes("<h1") && (
        <h1 class={alone ? "hidden-visually" : undefined}>{title}</h1>
      )}
      {part === null && parts.map((one) => <Contents key={one.part.name} {...one} />)}
      {part !== null &&
        drawn.map((one) => (
          <section
            key={one.slug}
            id={one.slug}
            class="gallery-state"
            aria-labelledby={`to-${one.slug}`}
          >
            <h2>
              <a id={`to-${one.slug}`} href={`/gallery/${part.name}/${one.slug}`}>{one.name}</a>
            </h2>
            {/* A picture of it: names and landmarks stand here many times over. */}
            <Picture html={one.html} inert />
          </section>
        ))}
    </>
  );
}

function Contents({ part, states }: GalleryPage["parts"][number]): ComponentChildren {
  return (
    <section aria-labelledby={`part-${part.name}`}>
      <h2 id={`part-${part.name}`}>{part.title}</h2>
      <ul class="gallery-states">
        {states.map(({ name, slug }) => (
          <li key={slug}>
            <a href={`/gallery/${part.name}#${slug}`}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Picture({ html, inert = false }: { html: string; inert?: boolean }) {
  return <div class="gallery-picture" inert={inert} dangerouslySetInnerHTML={{ __html: html }} />;
}
