import { badRequest } from "../../http/error.ts";

/** Keeps the names of what a request asked for and Gemini cannot express. */
export class Omissions {
  /** Paths of the fields left out, for example `messages[0].content[1]`. */
  readonly fields: string[] = [];
  readonly #dropParams: boolean;

  constructor(dropParams: boolean) {
    this.#dropParams = dropParams;
  }

  /** The field changes what the client gets: a 400 that names it, unless parameters may be dropped. */
  refuse(param: string, advice: string): void {
    if (!this.#dropParams) {
      throw badRequest(`Gemini cannot express ${param}. ${advice}`, param);
    }
    this.fields.push(param);
  }

  /** The field is only a hint (caching, tracking): the answer is the same without it. */
  ignore(param: string): void {
    this.fields.push(param);
  }
}
