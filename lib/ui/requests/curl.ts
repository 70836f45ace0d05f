/** A request as it can be sent again from a terminal. */
export interface CurlRequest {
  /** Of this server. */
  origin: string;
  /** Exactly as the client sent it. */
  body: string;
  /** Whether callers need a key: a variable of the shell stands for it. */
  locked: boolean;
  project: string | null;
}

/** Bytes; Linux takes no argument of more than 128 KiB. */
const LONGEST_ARGUMENT = 100_000;

/**
 * The command for a POSIX shell that sends the body byte for byte (a long one with a newline behind
 * it, which JSON does not mind).
 */
export function curlCommand({ origin, body, locked, project }: CurlRequest): string {
  const lines = [
    `curl ${quoted(`${origin}/v1/chat/completions`)}`,
    "-H 'content-type: application/json'",
    ...(locked ? ['-H "authorization: Bearer $APANTLI_KEY"'] : []),
    ...(project === null ? [] : [`-H ${quoted(`x-apantli-project: ${project}`)}`]),
  ];
  const command = lines.join(" \\\n  ");
  // Not `-d`, which takes a body that begins with @ for the name of a file.
  if (new TextEncoder().encode(body).length <= LONGEST_ARGUMENT) {
    return `${command} \\\n  --data-raw ${quoted(body)}`;
  }
  const end = endOf(body);
  return `${command} \\\n  --data-binary @- <<'${end}'\n${body}\n${end}`;
}

/** Within single quotes a shell reads everything as it is, but for their end. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A line that the body does not have. */
function endOf(body: string): string {
  const lines = new Set(body.split("\n"));
  let end = "END";
  while (lines.has(end)) end += "_";
  return end;
}
