/** What a client has to know of this server and of the alias it is to use. */
export interface Access {
  /** `http://127.0.0.1:4000/v1` */
  base: string;
  alias: string;
  /** What to show as key: any text where none is asked for. */
  key: string;
  /** Tokens that the model takes at once, as far as known. */
  contextWindow: number | null;
}

/** How a client is told of this server. */
export interface Client {
  /** Its name in URLs. */
  id: string;
  name: string;
  /** Where the text goes, in a sentence or two. */
  where: string;
  /** Copy-ready. */
  text: (access: Access) => string;
  /** A file of this server to download in addition. */
  download?: { href: string; label: string };
}

/** A text as a string literal of Python and JavaScript, which JSON's is. */
export const quoted = (text: string): string => JSON.stringify(text);

/** A text as one word of a shell. */
export const shell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
