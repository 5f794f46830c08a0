import { expect, test } from "vitest";

import { read, write } from "./address";

test("what is written is read again", () => {
  const place = { user: "ada & co", device: "tv", country: "DE", hour: "7" };
  expect(read(write(place))).toEqual(place);
});

test("what is not pretended does not stand in the address", () => {
  expect(write({ user: "ada", device: "", country: "", hour: "" })).toBe("?user=ada");
  expect(write({ user: "", device: "", country: "", hour: "" })).toBe("");
});

test("an address of nobody is of nobody", () => {
  expect(read("")).toEqual({ user: "", device: "", country: "", hour: "" });
});
