/** What the address bar keeps: who watches, the circumstances pretended, and the title that lies open. A page can be linked and reloaded. */

import { useCallback, useSyncExternalStore } from "react";

export interface Place {
  user: string;
  /** Empty where nothing is pretended. */
  device: string;
  country: string;
  hour: string;
  /** The id of the title whose details, reasons or player lie on top; at most one of the three is set. */
  title: string;
  why: string;
  play: string;
}

const NAMES = ["user", "device", "country", "hour", "title", "why", "play"] as const;

export const NOTHING_OPEN = { title: "", why: "", play: "" };

export function read(search: string): Place {
  const query = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""])) as Record<(typeof NAMES)[number], string>;
}

export function write(place: Partial<Place>): string {
  const query = new URLSearchParams(NAMES.flatMap((name) => (place[name] ? [[name, place[name]]] : [])));
  return query.size > 0 ? `?${query.toString()}` : "";
}

const MOVED = "frontrow:moved";

function subscribe(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  window.addEventListener(MOVED, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(MOVED, changed);
  };
}

/** Change the address; `push` makes a new entry of the history, which Back leaves again. */
export function move(change: Partial<Place>, how: "push" | "replace", state: unknown): void {
  const next = window.location.pathname + write({ ...read(window.location.search), ...change });
  if (how === "push") window.history.pushState(state, "", next);
  else window.history.replaceState(state, "", next);
  window.dispatchEvent(new window.Event(MOVED));
}

/** What the present entry of the history keeps beside the address. */
export function useKept(): unknown {
  return useSyncExternalStore(subscribe, () => window.history.state as unknown);
}

/** The place in the address bar, and how to go to another; choosing a user makes a new entry of the history. */
export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const go = useCallback((change: Partial<Place>) => {
    if ("user" in change) move({ ...NOTHING_OPEN, ...change }, "push", null);
    else move(change, "replace", window.history.state);
  }, []);
  return [read(search), go];
}
