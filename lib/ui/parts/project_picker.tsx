import { Kept } from "./kept.tsx";

/**
 * A page's project as a form, which is one without JavaScript, too. Nothing where there are no projects.
 * `url` is the page's.
 */
export function ProjectPicker({ projects, chosen, url }: {
  projects: readonly string[];
  chosen: string | null;
  url: string;
}) {
  if (projects.length === 0 && chosen === null) return null;
  // What the address names is there, also when the log has nothing of it.
  const names = chosen === null || projects.includes(chosen) ? projects : [chosen, ...projects];
  return (
    <form
      class="project"
      action={url.split("?")[0]}
      onChange={({ currentTarget }) => currentTarget.requestSubmit()}
    >
      <Kept url={url} but={["project"]} />
      <select name="project" aria-label="Project" value={chosen ?? ""}>
        <option value="">All projects</option>
        {names.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
      <noscript>
        <button type="submit">Show</button>
      </noscript>
    </form>
  );
}
