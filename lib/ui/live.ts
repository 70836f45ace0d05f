import { useEffect, useRef } from "preact/hooks";

/** What the server tells open pages about. */
export type News = "exchanges" | "config";

/** How it stands with the server: events come, they are asked for, or nobody answers. */
export type Link = "live" | "polling" | "lost";

const POLL_MS = 5000;
/** Events that come faster make one refresh. */
const SETTLE_MS = 250;

/**
 * Keeps a page up to date while it is looked at: `refresh` runs when the server has something new, when
 * somebody comes back to the page, and every five seconds while its events do not come. It gets a signal that ends with the page or with the
 * next refresh; `told` hears how it stands with the server.
 */
export function useLive(
  refresh: (signal: AbortSignal) => Promise<void>,
  told: (link: Link) => void,
): void {
  // The newest one: what it shows changes while the stream stays open.
  const latest = useRef({ refresh, told });
  latest.current = { refresh, told };
  useEffect(() => follow(latest), []);
}

function follow(
  latest: {
    current: { refresh: (signal: AbortSignal) => Promise<void>; told: (link: Link) => void };
  },
): () => void {
  let source: EventSource | null = null;
  let isOpen = false;
  let running = new AbortController();
  let settling: ReturnType<typeof setTimeout> | undefined;

  const run = async () => {
    running.abort();
    const mine = running = new AbortController();
    try {
      await latest.current.refresh(mine.signal);
      if (!mine.signal.aborted) latest.current.told(isOpen ? "live" : "polling");
    } catch {
      if (!mine.signal.aborted) latest.current.told("lost");
    }
  };
  const soon = () => {
    clearTimeout(settling);
    settling = setTimeout(run, SETTLE_MS);
  };
  const open = () => {
    source = new EventSource("/events");
    source.onopen = () => {
      // What happened while nobody listened is not told again.
      if (!isOpen) soon();
      isOpen = true;
    };
    source.onerror = () => isOpen = false;
    for (const news of ["exchanges", "config"] satisfies News[]) {
      source.addEventListener(news, soon);
    }
  };
  const close = () => {
    source?.close();
    source = null;
    isOpen = false;
  };
  const look = () => {
    if (document.visibilityState === "hidden") return close();
    if (source === null) open();
    // The browser gives up on a server that refuses, and does not try again.
    if (source?.readyState === EventSource.CLOSED) {
      close();
      open();
    }
    if (!isOpen) void run();
  };
  const timer = setInterval(look, POLL_MS);
  document.addEventListener("visibilitychange", look);
  // Somebody may have been at the file of keys, of which the server tells nothing.
  addEventListener("focus", soon);
  open();
  return () => {
    clearInterval(timer);
    clearTimeout(settling);
    document.removeEventListener("visibilitychange", look);
    removeEventListener("focus", soon);
    running.abort();
    close();
  };
}
