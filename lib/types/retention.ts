/** How long what is kept; `null` for forever. */
export interface Retention {
  /** Days after which payloads go; the exchanges stay, with their usage and cost. */
  payloadDays: number | null;
  /** Days after which exchanges go as a whole. */
  rowDays: number | null;
  /** Bytes that the database should not exceed: the payloads of the oldest days go first. */
  maxBytes: number | null;
}
