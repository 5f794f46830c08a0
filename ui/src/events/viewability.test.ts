import { expect, test } from "vitest";

import { Viewability } from "./viewability";

test("a card half in view for a second has been seen, once", () => {
  const rule = new Viewability();
  rule.note("a", 0.5, 0);
  expect(rule.seen(999)).toEqual([]);
  expect(rule.seen(1000)).toEqual(["a"]);
  expect(rule.seen(5000)).toEqual([]);
});

test("a card less than half in view is never seen", () => {
  const rule = new Viewability();
  rule.note("a", 0.49, 0);
  expect(rule.seen(60_000)).toEqual([]);
});

test("leaving the view starts the second anew", () => {
  const rule = new Viewability();
  rule.note("a", 1, 0);
  rule.note("a", 0.2, 900);
  rule.note("a", 1, 950);
  expect(rule.seen(1900)).toEqual([]);
  expect(rule.seen(1950)).toEqual(["a"]);
});

test("moving within the view does not start the second anew", () => {
  const rule = new Viewability();
  rule.note("a", 0.6, 0);
  rule.note("a", 1, 800);
  expect(rule.seen(1000)).toEqual(["a"]);
});

test("nothing is seen while something covers the page", () => {
  const rule = new Viewability();
  rule.note("a", 1, 0);
  rule.cover(true, 500);
  expect(rule.next()).toBeUndefined();
  expect(rule.seen(5000)).toEqual([]);
  rule.cover(false, 6000);
  expect(rule.seen(6999)).toEqual([]);
  expect(rule.seen(7000)).toEqual(["a"]);
});

test("the next moment to look is a second after the first card in view", () => {
  const rule = new Viewability();
  rule.note("a", 1, 300);
  rule.note("b", 1, 700);
  expect(rule.next()).toBe(1300);
  rule.seen(1300);
  expect(rule.next()).toBe(1700);
  rule.forget("b");
  expect(rule.next()).toBeUndefined();
});
