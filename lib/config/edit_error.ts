/** Why a configuration was not edited. */
export type EditFailure =
  /** There is no such alias. */
  | "unknown"
  /** There is one of that name already. */
  | "duplicate"
  /** A value that the file cannot hold. */
  | "invalid"
  /** The file is broken, or written so that only a person can change it. */
  | "not_editable";

/** An edit that was not made. Its message says what to do and holds no secret. */
export class EditError extends Error {
  override readonly name = "EditError";
  readonly reason: EditFailure;

  constructor(reason: EditFailure, message: string) {
    super(message);
    this.reason = reason;
  }

  /** For an entry that cannot be changed without changing something else. */
  static byHand(): EditError {
    return new EditError(
      "not_editable",
      "The entry shares parts with others, or is written in an unusual way. Edit the file by hand.",
    );
  }
}
