/** The two long-lived parts of the page, wired to the browser: the outbox of events and the watcher of cards. */

import { MutationObserver, type QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";

import { EVENTS_URL, mayPass, postEvents } from "../api";
import type { Event, EventsReceipt } from "../wire";
import { Impressions } from "./impressions";
import { Outbox } from "./outbox";

export interface Services {
  outbox: Outbox;
  impressions: Impressions;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error("useServices needs a ServicesContext around it");
  return services;
}

/** Milliseconds before the nth new try: 1, 2, 4, … seconds, at most half a minute. */
export const backoff = (failures: number) => Math.min(30_000, 1000 * 2 ** failures);

/** How batches are posted: one after another, tried again for as long as that may help. */
export function poster(client: QueryClient, post = postEvents): (events: readonly Event[]) => Promise<EventsReceipt> {
  return (events) =>
    new MutationObserver<EventsReceipt, Error, readonly Event[]>(client, {
      mutationKey: ["events"],
      mutationFn: post,
      networkMode: "always",
      retry: (_failures, error) => mayPass(error),
      retryDelay: backoff,
      scope: { id: "events" },
    }).mutate(events);
}

function beacon(events: readonly Event[]): boolean {
  const body = new Blob([JSON.stringify({ events })], { type: "application/json" });
  return navigator.sendBeacon(EVENTS_URL, body);
}

export function startServices(client: QueryClient): Services {
  const outbox = new Outbox({
    post: poster(client),
    beacon,
    keep: window.sessionStorage,
    refused: (message, details) => console.error(message, details),
  });
  window.addEventListener("pagehide", () => outbox.leave());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) outbox.leave();
  });
  return { outbox, impressions: new Impressions() };
}
