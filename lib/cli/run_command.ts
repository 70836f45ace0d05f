import { createSecrets } from "../config/env.ts";
import { resolveEnviron } from "../config/environ.ts";
import { answer } from "./answer.ts";
import { readConfig } from "./plan.ts";
import { clientEnv, readClientRun } from "./run_client.ts";

/** `deno task run --project NAME -- COMMAND`: a program whose requests belong to a project. */
if (import.meta.main) {
  const run = readClientRun(Deno.args);
  if (typeof run === "string") end(2, run);
  const asked = answer(run.flags);
  if (!("flags" in asked)) end(asked.code, asked.text.trimEnd());
  const { masterKey } = readConfig(asked.flags.config);
  const { value: key } = resolveEnviron(masterKey, createSecrets(asked.flags.env));
  const [program = "", ...args] = run.command;
  const env = clientEnv(run, asked.flags, typeof key === "string" ? key : null);
  try {
    const child = new Deno.Command(program, { args, env }).spawn();
    // A terminal interrupts both; this one has to stay for the other's exit code.
    Deno.addSignalListener("SIGINT", () => {});
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => child.kill("SIGTERM"));
    Deno.exit((await child.status).code);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) end(127, `There is no program "${program}".`);
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
    end(126, `"${program}" is no program that you may run.`);
  }
}

function end(code: number, text: string): never {
  (code === 0 ? console.log : console.error)(text);
  Deno.exit(code);
}
