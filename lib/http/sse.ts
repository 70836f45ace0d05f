/** One server-sent event. `event` is `"message"` unless the sender named it. */
export interface SseEvent {
  event: string;
  data: string;
}
