import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { FirstSteps } from "../lib/ui/first_steps.tsx";
import { type Overview, toOverview } from "../lib/ui/overview.ts";
import { ErrorList, ModelTable, RequestTable } from "../lib/ui/tables.tsx";
import { TotalCards } from "../lib/ui/totals.tsx";

const EVERY_MS = 5000;

async function fetchJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return await response.json();
}

async function refresh(shown: Overview, signal: AbortSignal): Promise<Overview> {
  const range = shown.hours === null ? "" : `hours=${shown.hours}`;
  const [stats, { requests }] = await Promise.all([
    fetchJson<Overview>(`/stats?${range}`, signal),
    fetchJson<Pick<Overview, "requests">>(`/requests?limit=10&${range}`, signal),
  ]);
  return toOverview(shown, stats, requests, Date.now());
}

/** The numbers of the start page: the server's first, then fresh ones while the page is looked at. */
export default function LiveStats({ overview, origin }: { overview: Overview; origin: string }) {
  const shown = useSignal(overview);
  const reachable = useSignal(true);

  useEffect(() => {
    const stop = new AbortController();
    const timer = setInterval(async () => {
      if (document.visibilityState === "hidden") return;
      try {
        shown.value = await refresh(shown.peek(), stop.signal);
        reachable.value = true;
      } catch {
        reachable.value = stop.signal.aborted;
      }
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, []);

  const { totals, by_model, requests, recent_errors, alias, now, hours } = shown.value;
  const status = (
    <p class="live" role="status">
      {reachable.value ? "" : "The server cannot be reached. These numbers are from before."}
    </p>
  );
  const failures = recent_errors.length > 0 && (
    <section class="panel">
      <h2>Recent errors</h2>
      <ErrorList errors={recent_errors} now={now} />
    </section>
  );
  if (totals.requests === 0) {
    const asked = recent_errors.length + (totals.interrupted?.requests ?? 0);
    const nothing = hours === null && asked === 0;
    const first = nothing
      ? <FirstSteps origin={origin} alias={alias} />
      : <section class="panel muted">No request was answered in this time.</section>;
    return <>{status}{first}{failures}</>;
  }
  return (
    <>
      {status}
      <TotalCards totals={totals} />
      <section class="panel">
        <h2>By model</h2>
        <ModelTable models={by_model} />
      </section>
      <section class="panel">
        <h2>Recent requests</h2>
        <RequestTable requests={requests} now={now} />
      </section>
      {failures}
    </>
  );
}
