/** The same as `/v1/chat/completions`, for clients whose base URL ends at the port. */
export { handler } from "../v1/chat/completions.ts";
