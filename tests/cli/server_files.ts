import { DEFAULT_FLAGS, type Flags } from "../../lib/cli/flag_table.ts";

/** The flags of a server whose files are in a folder of their own. */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  test: (flags: Flags, dir: string) => unknown,
) {
  const dir = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${dir}/${name}`, text);
    }
    const own = { config: `${dir}/config.yaml`, db: `${dir}/r.db`, env: `${dir}/.env` };
    await test({ ...DEFAULT_FLAGS, ...own }, dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}
