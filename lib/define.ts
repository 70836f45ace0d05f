import { createDefine } from "fresh";
import type { Services } from "./app/services.ts";

/** What middleware hands to the routes: the services, and what belongs to one request. */
export interface State extends Services {
  /** The request's id, as `x-request-id` of the response. */
  requestId: string;
  /** When the server was started, in seconds since the epoch. */
  startedAt: number;
}

/** The app's `define`: its State in handlers, pages and middleware. */
export const define = createDefine<State>();
