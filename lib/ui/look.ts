/** What a viewer can choose, and the first of each is how the page is shipped. `static/boot.js` applies it. */
export const LOOKS = {
  theme: ["system", "light", "dark"],
  font: ["sans", "serif", "mono"],
  size: ["normal", "small", "large"],
  weight: ["normal", "medium"],
} as const;

/** The name of a choice. */
export type LookName = keyof typeof LOOKS;

const KEY = "apantli.look";

/** What is chosen in this browser. */
export function readLook(): Partial<Record<LookName, string>> {
  try {
    const look: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof look === "object" && look !== null ? look : {};
  } catch {
    return {};
  }
}

/** Keeps a choice in this browser and shows it at once. */
export function chooseLook(name: LookName, value: string): void {
  const look = { ...readLook(), [name]: value };
  if (value === LOOKS[name][0]) delete look[name];
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
  if (look[name] === undefined) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
}
