import { badRequest } from "../../http/error.ts";

/** Keeps the names of what a request asked for and the Messages API cannot express. */
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
      throw badRequest(`Anthropic's Messages API cannot express ${param}. ${advice}`, param);
    }
    this.ignore(param);
  }

  /** The field is only a hint (tracking, depth of thought): a correct answer comes without it. */
  ignore(param: string): void {
    if (!this.fields.includes(param)) this.fields.push(param);
  }
}
