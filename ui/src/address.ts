/** What the address bar keeps: who watches, and the circumstances pretended. A page can be linked and reloaded. */

import { useCallback, useSyncExternalStore } from "react";

export interface Place {
  user: string;
  /** Empty where nothing is pretended. */
  device: string;
  country: string;
  hour: string;
}

const NAMES = ["user", "device", "country", "hour"] as const;

export function read(search: string): Place {
  const query = new URLSearchParams(search);
  const [user, device, country, hour] = NAMES.map((name) => query.get(name) ?? "");
  return { user: user ?? "", device: device ?? "", country: country ?? "", hour: hour ?? "" };
}

export function write(place: Place): string {
  const query = new URLSearchParams(NAMES.filter((name) => place[name] !== "").map((name) => [name, place[name]]));
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

/** The place in the address bar, and how to go to another; choosing a user makes a new entry of the history. */
export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const go = useCallback((change: Partial<Place>) => {
    const next = window.location.pathname + write({ ...read(window.location.search), ...change });
    if ("user" in change) window.history.pushState(null, "", next);
    else window.history.replaceState(null, "", next);
    window.dispatchEvent(new window.Event(MOVED));
  }, []);
  return [read(search), go];
}
