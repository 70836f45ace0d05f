import { badRequest } from "../http/error.ts";
import { BadQuery } from "../store/mod.ts";

/** A report of the store as a JSON response. Throws ApiError 400 when its parameters make no sense. */
export async function reportResponse(report: Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await report);
  } catch (error) {
    throw error instanceof BadQuery ? badRequest(error.message) : error;
  }
}
