import type { Daily, DailyParams } from "./daily.ts";
import type { DateRange } from "./date_range.ts";
import type { ExportParams, ExportPart } from "./export_part.ts";
import type { Filters, FiltersParams } from "./filters.ts";
import type { Hourly, HourlyParams } from "./hourly.ts";
import type { ModelsParams, ModelUse } from "./models.ts";
import type { RequestDetail, RequestParams } from "./request.ts";
import type { Requests, RequestsParams } from "./requests.ts";
import type { Spending, SpendingParams } from "./spending.ts";
import type { Stats } from "./stats.ts";
import type { Moment, TimelineParams } from "./timeline.ts";
import type { ProjectFilter, TimeFilter } from "./time_filter.ts";

/** Each query's parameters and its result, which is the JSON that the API answers with. */
export interface QueryTypes {
  stats: { params: TimeFilter & ProjectFilter; result: Stats };
  daily: { params: DailyParams; result: Daily };
  hourly: { params: HourlyParams; result: Hourly };
  timeline: { params: TimelineParams; result: Moment[] };
  dateRange: { params: Pick<TimeFilter, "timezoneOffset">; result: DateRange };
  filters: { params: FiltersParams; result: Filters };
  projects: { params: Record<string, never>; result: string[] };
  models: { params: ModelsParams; result: ModelUse[] };
  requests: { params: RequestsParams; result: Requests };
  request: { params: RequestParams; result: RequestDetail | null };
  spending: { params: SpendingParams; result: Spending[] };
  exportPart: { params: ExportParams; result: ExportPart };
}
