import { createApp } from "./lib/app/app.ts";
import { bannerFacts } from "./lib/app/facts.ts";
import { throughProjects } from "./lib/app/project_path.ts";
import { serve } from "./lib/app/serve.ts";
import { openServices } from "./lib/app/services.ts";
import { answer } from "./lib/cli/answer.ts";
import { banner } from "./lib/cli/banner.ts";
import { exposure } from "./lib/app/exposure.ts";

if (import.meta.main) {
  const asked = answer(Deno.args);
  if (!("flags" in asked)) {
    (asked.code === 0 ? console.log : console.error)(asked.text.trimEnd());
    Deno.exit(asked.code);
  }
  const services = await openServices(asked.flags).catch((error) => stop(error.message));
  const problem = exposure(asked.flags, services.config.current());
  if (problem !== null) {
    await services.close();
    stop(problem);
  }
  const mode = asked.flags.reload ? "development" : "production";
  await serve(throughProjects(createApp(services, { mode }).handler()), services, {
    ...asked.flags,
    onListen: (url) => console.log(banner(bannerFacts(services, url))),
  }).catch((error) => stop(error.message));
}

/** Ends the program with a sentence instead of a stack. */
function stop(message: string): never {
  console.error(`apantli: ${message}`);
  Deno.exit(1);
}
