import type { VNode } from "preact";

/** The states in which the views of a tab are shown, by what they are called. */
export type States = Readonly<Record<string, () => VNode>>;

/** A part of the gallery: a tab of the dashboard, or the parts that all of them share. */
export interface Part {
  /** In its address. */
  name: string;
  title: string;
  /** The style sheets that the tab has beside those of every page. */
  sheets: string[];
  states: States;
}

/** What is shown has no clicks on the gallery's pages: nothing in it is woken by a script. */
export const nothing = (): void => {};
