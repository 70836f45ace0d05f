/** The tasks of `deno.json` that a user runs beside `start`, for the help text. */
export const COMMANDS: readonly { name: string; help: string }[] = [
  { name: "permissions", help: "Show what the server may reach, and why" },
  { name: "run", help: "Run a program whose requests belong to a project: --project NAME -- CMD" },
  { name: "recalculate", help: "Compute costs again from the usage that is stored (--dry-run)" },
  { name: "backup", help: "Copy the database to a file, also while the server runs" },
  { name: "export", help: "Write the log to a file, as JSON Lines or CSV" },
  { name: "prune", help: "Delete what is old: by general_settings.retention, or --payloads 90d …" },
  { name: "redact", help: "Take secrets out of what is stored (--pattern REGEX, --dry-run)" },
  { name: "recover", help: "Save what can be read of a damaged database to a new file" },
  {
    name: "import",
    help: "Add the requests of another log: Apantli's, its predecessor's, LiteLLM's",
  },
  { name: "demo-data", help: "Make a database of invented requests, to see a full dashboard" },
  { name: "llm-models", help: "Print the aliases for simonw's llm (extra-openai-models.yaml)" },
];
