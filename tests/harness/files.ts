/** Every file of the database in a folder (the main one, WAL, search index …), as one text of its bytes. */
export async function bytesOfLedger(dir: string): Promise<string> {
  const texts: string[] = [];
  for await (const { name } of Deno.readDir(dir)) {
    if (!name.startsWith("requests.db")) continue;
    texts.push(new TextDecoder("latin1").decode(await Deno.readFile(`${dir}/${name}`)));
  }
  return texts.join("\n");
}
