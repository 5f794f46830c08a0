import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Refused } from "../api";
import type { Event, EventsReceipt } from "../wire";
import { Outbox, type Carriers } from "./outbox";
import { backoff, poster } from "./services";

const event = (n: number): Event => ({ event_id: `e${n}`, kind: "impression", at: n, user_id: "u", item_id: "i" });
const receipt = (events: readonly Event[], refused: EventsReceipt["refused"] = []): EventsReceipt => ({
  accepted: events.length - refused.length,
  repeated: 0,
  refused,
});

function carriers(changed: Partial<Carriers> = {}) {
  const kept = new Map<string, string>();
  const usual = {
    post: vi.fn(async (events: readonly Event[]) => receipt(events)),
    beacon: vi.fn((_events: readonly Event[]) => true),
    keep: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
      removeItem: (name: string) => void kept.delete(name),
    },
    refused: vi.fn(),
  };
  return Object.assign(usual, changed);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("events added together are posted together, two seconds later", async () => {
  const to = carriers();
  const outbox = new Outbox(to);
  outbox.add(event(1));
  outbox.add(event(2));
  await vi.advanceTimersByTimeAsync(1999);
  expect(to.post).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(to.post.mock.calls).toEqual([[[event(1), event(2)]]]);
  expect(outbox.unsent).toEqual([]);
});

test("a hundred events are posted at once", () => {
  const to = carriers();
  const outbox = new Outbox(to);
  for (let n = 0; n < 100; n += 1) outbox.add(event(n));
  expect(to.post.mock.calls[0]?.[0]).toHaveLength(100);
});

test("flush is over when the server has the events", async () => {
  let answer = () => {};
  const to = carriers({
    post: (events) => new Promise((resolve) => (answer = () => resolve(receipt(events)))),
  });
  const outbox = new Outbox(to);
  outbox.add(event(1));
  let done = false;
  const flushed = outbox.flush().then(() => (done = true));
  await vi.advanceTimersByTimeAsync(5000);
  expect(done).toBe(false);
  answer();
  await flushed;
  expect(outbox.unsent).toEqual([]);
});

test("a page that goes away hands the browser what waits and what is under way", () => {
  const to = carriers({ post: () => new Promise(() => {}) });
  const outbox = new Outbox(to);
  outbox.add(event(1));
  void outbox.flush();
  outbox.add(event(2));
  outbox.leave();
  expect(to.beacon.mock.calls).toEqual([[[event(1), event(2)]]]);
});

test("what was unsent when the page went away is posted after a reload", async () => {
  const to = carriers({ post: () => new Promise(() => {}) });
  const before = new Outbox(to);
  before.add(event(1));
  before.leave();
  const post = vi.fn(async (events: readonly Event[]) => receipt(events));
  new Outbox({ ...to, post });
  await vi.advanceTimersByTimeAsync(2000);
  expect(post.mock.calls).toEqual([[[event(1)]]]);
});

test("a beacon the browser does not take leaves the events waiting", () => {
  const to = carriers({ beacon: vi.fn((_events: readonly Event[]) => false) });
  const outbox = new Outbox(to);
  outbox.add(event(1));
  outbox.leave();
  expect(outbox.unsent).toEqual([event(1)]);
});

test("refused events are told of and not tried again", async () => {
  const refused = [{ index: 0, problem: "unknown item", remedy: "add it first" }];
  const to = carriers({ post: vi.fn(async (events: readonly Event[]) => receipt(events, refused)) });
  const outbox = new Outbox(to);
  outbox.add(event(1));
  await outbox.flush();
  expect(to.refused).toHaveBeenCalledWith(expect.any(String), refused);
  expect(outbox.unsent).toEqual([]);
});

test("a post that fails is tried again with growing pauses until it succeeds", async () => {
  const post = vi.fn(async (events: readonly Event[]) => receipt(events));
  post.mockRejectedValueOnce(new TypeError("no network")).mockRejectedValueOnce(new Refused(503, {}));
  const outbox = new Outbox(carriers({ post: poster(new QueryClient(), post) }));
  outbox.add(event(1));
  const flushed = outbox.flush();
  await vi.advanceTimersByTimeAsync(999);
  expect(post).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(post).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(2000);
  await flushed;
  expect(post).toHaveBeenCalledTimes(3);
});

test("a post the server will never take is not tried again", async () => {
  const post = vi.fn(async (_events: readonly Event[]): Promise<EventsReceipt> => Promise.reject(new Refused(400, {})));
  const to = carriers({ post: poster(new QueryClient(), post) });
  const outbox = new Outbox(to);
  outbox.add(event(1));
  await outbox.flush();
  expect(post).toHaveBeenCalledTimes(1);
  expect(to.refused).toHaveBeenCalled();
});

test("pauses double up to half a minute", () => {
  expect([0, 1, 2, 10].map(backoff)).toEqual([1000, 2000, 4000, 30_000]);
});
