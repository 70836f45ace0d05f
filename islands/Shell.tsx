import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { address } from "../lib/ui/address.ts";
import { isTyping, KEYS } from "../lib/ui/keys.ts";
import { chooseLook, type LookName, LOOKS, readLook } from "../lib/ui/look.ts";
import { TabLinks, TABS } from "../lib/ui/shell.tsx";

/** The links between tabs, which follow where a tab has gone on by itself. */
export function Tabs({ url }: { url: string }) {
  return <TabLinks url={address.value ?? url} />;
}

/** The viewer's choices of theme and font, kept in the browser. */
export function Settings() {
  const look = useSignal<ReturnType<typeof readLook>>({});
  useEffect(() => void (look.value = readLook()), []);
  const choose = (name: LookName, value: string) => {
    chooseLook(name, value);
    look.value = readLook();
  };
  return (
    <>
      <button type="button" class="quiet icon" popovertarget="settings" aria-label="Settings">
        <svg
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          stroke-width="1.8"
          stroke-linecap="round"
          aria-hidden="true"
        >
          <path d="M4 7h10M18 7h2M4 17h2M10 17h10" />
          <circle cx="16" cy="7" r="2.2" />
          <circle cx="8" cy="17" r="2.2" />
        </svg>
      </button>
      <div id="settings" popover="auto" role="dialog" aria-label="Settings">
        <div class="settings">
          {(Object.keys(LOOKS) as LookName[]).map((name) => (
            <>
              <span id={`look-${name}`} class="muted">{LABELS[name]}</span>
              <div class="choice" role="group" aria-labelledby={`look-${name}`}>
                {LOOKS[name].map((value) => (
                  <button
                    key={value}
                    type="button"
                    aria-pressed={(look.value[name] ?? LOOKS[name][0]) === value}
                    onClick={() => choose(name, value)}
                  >
                    {value}
                  </button>
                ))}
              </div>
            </>
          ))}
        </div>
      </div>
    </>
  );
}

const LABELS: Readonly<Record<LookName, string>> = {
  theme: "Theme",
  font: "Font",
  size: "Size",
  weight: "Weight",
};

/** Gives the keys back to the page once a search is empty: the browser's own Esc empties it. */
function leaveSearch(target: EventTarget | null) {
  const isEmpty = target instanceof HTMLInputElement && target.value === "";
  if (isEmpty && target.type === "search") target.blur();
}

/** The keys that work everywhere, and the help that tells of them. */
export function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape") leaveSearch(event.target);
      if (isTyping(event)) return;
      const tab = TABS.findIndex((_, place) => event.key === String(place + 1));
      if (tab >= 0) document.querySelectorAll<HTMLElement>(".masthead nav a")[tab]?.click();
      else if (event.key === "?") dialog.current?.showModal();
      else if (event.key === "/") document.querySelector<HTMLElement>("[type=search]")?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <dialog ref={dialog} aria-label="Keys">
      <header>
        <h2>Keys</h2>
        <form method="dialog">
          <button type="submit" class="quiet" aria-label="Close">✕</button>
        </form>
      </header>
      <dl class="keys">
        {KEYS.map(({ keys, does }) => (
          <>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
    </dialog>
  );
}
