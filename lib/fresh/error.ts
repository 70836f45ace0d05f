/** An error with an HTTP status; thrown anywhere on a request's way it reaches `_error` or `_404`. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  /** The HTTP status of the response. */
  readonly status: number;

  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
