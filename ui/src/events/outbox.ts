/** Keeps events until the server has them: batched, retried, and handed to the browser when the page goes away. */

import type { Event, EventsReceipt } from "../wire";

export interface Carriers {
  /** Posts a batch and tries again by itself while that may help; rejects when the server will never take it. */
  post: (events: readonly Event[]) => Promise<EventsReceipt>;
  /** Hands a batch to the browser, which sends it even after the page is gone; false when it will not. */
  beacon: (events: readonly Event[]) => boolean;
  /** Where unsent events survive a reload of the page. */
  keep: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Told of events the server would not keep. */
  refused: (message: string, details: unknown) => void;
}

const KEPT = "frontrow.outbox";
const BATCH = 100; // events a post; browsers limit what may be under way when a page closes to 64 KiB
const WAIT = 2000; // milliseconds between the first event of a batch and its post

export class Outbox {
  #waiting: Event[] = [];
  #underWay = new Map<string, Event>();
  #posts = new Set<Promise<void>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly carriers: Carriers) {
    this.#waiting = this.#kept();
    if (this.#waiting.length > 0) this.#schedule();
  }

  /** Events not yet known to be safe. */
  get unsent(): readonly Event[] {
    return [...this.#underWay.values(), ...this.#waiting];
  }

  add(event: Event): void {
    this.#waiting.push(event);
    if (this.#waiting.length >= BATCH) void this.flush();
    else this.#schedule();
  }

  /** Post what waits now; resolves when the server has everything added so far. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiting.length > 0) this.#post(this.#waiting.splice(0, BATCH));
    await Promise.all(this.#posts);
  }

  /** The page is going away: send everything unsent by beacon, and keep it for a reload of this session too. */
  leave(): void {
    const unsent = this.unsent;
    if (unsent.length === 0) return;
    this.carriers.keep.setItem(KEPT, JSON.stringify(unsent));
    let all = true;
    for (let start = 0; start < unsent.length; start += BATCH) {
      all = this.carriers.beacon(unsent.slice(start, start + BATCH)) && all;
    }
    if (all) this.#waiting = this.#waiting.filter((event) => !unsent.includes(event));
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.flush(), WAIT);
  }

  #post(batch: readonly Event[]): void {
    for (const event of batch) this.#underWay.set(event.event_id, event);
    const post = this.carriers
      .post(batch)
      .then((receipt) => {
        if (receipt.refused.length > 0) this.carriers.refused("The server did not keep some events", receipt.refused);
      })
      .catch((error: unknown) => this.carriers.refused("The server did not take a batch of events", error))
      .finally(() => {
        for (const event of batch) this.#underWay.delete(event.event_id);
        this.#posts.delete(post);
      });
    this.#posts.add(post);
  }

  #kept(): Event[] {
    const text = this.carriers.keep.getItem(KEPT);
    this.carriers.keep.removeItem(KEPT);
    try {
      return text ? (JSON.parse(text) as Event[]) : [];
    } catch {
      return [];
    }
  }
}
