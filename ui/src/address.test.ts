import { expect, test } from "vitest";

import { NOTHING_OPEN, read, write } from "./address";

test("what is written is read again", () => {
  const place = { user: "ada & co", device: "tv", country: "DE", hour: "7", title: "heat 1995", why: "", play: "" };
  expect(read(write(place))).toEqual(place);
});

test("what is not pretended and not open does not stand in the address", () => {
  expect(write({ user: "ada", device: "", country: "", hour: "", ...NOTHING_OPEN })).toBe("?user=ada");
  expect(write({ user: "" })).toBe("");
});

test("an address of nobody is of nobody", () => {
  expect(read("")).toEqual({ user: "", device: "", country: "", hour: "", ...NOTHING_OPEN });
});
