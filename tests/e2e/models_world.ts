import type { Locator, Page } from "playwright-core";

/** Each comment has to outlive every edit that is not about it. */
export const CONFIG = `# Who may call what.
model_list:
  # For trying.
  - model_name: echo # answers itself
    litellm_params:
      model: demo/echo
      temperature: 0.5 # calm

  # Of a team.
  - model_name: team/fast
    litellm_params: { model: anthropic/claude-haiku-4-5 } # cheap
  - model_name: lost # no key yet
    litellm_params:
      model: xai/grok-4
# The end.
`;
/** A server with these models, and a key for some. */
export const WORLD = { config: CONFIG, env: "ANTHROPIC_API_KEY=sk-none\n" };

/** What one looks for on the tab Models. */
export const find = {
  dialog: (page: Page): Locator => page.getByRole("dialog"),
  rows: (page: Page): Locator => page.locator("table.models tbody tr"),
  row: (page: Page, name: string): Locator =>
    find.rows(page).filter({ has: page.getByRole("link", { name, exact: true }) }),
  /** A button of the dialog. */
  button: (page: Page, name: string): Locator =>
    find.dialog(page).getByRole("button", { name, exact: true }),
  /** A line of text in the dialog. */
  field: (page: Page, name: string): Locator =>
    find.dialog(page).getByRole("textbox", { name, exact: true }),
};
