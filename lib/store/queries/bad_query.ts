/** The parameters of a query make no sense; the message is for the client. */
export class BadQuery extends Error {
  override readonly name = "BadQuery";
}
