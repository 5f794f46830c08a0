import { expect, test } from "vitest";

import { boundsOf, endpointsByTag, typeOf } from "./document";

test("endpoints stand under their first tag, and what is no method is left out", () => {
  const get = { tags: ["pages"], summary: "A page" };
  const document = { info: { title: "T", version: "1" }, paths: { "/a": { get, summary: {} }, "/b": { post: {} } } };
  expect(endpointsByTag(document)).toEqual([
    ["pages", [{ method: "GET", path: "/a", operation: get }]],
    ["other", [{ method: "POST", path: "/b", operation: {} }]],
  ]);
});

test("a type is put into words, with the schemas it names", () => {
  const ref = { $ref: "#/components/schemas/Card" };
  expect(typeOf({ type: "array", items: ref })).toEqual(["list of ", { ref: "Card" }]);
  expect(typeOf({ oneOf: [ref, { type: "null" }] })).toEqual([{ ref: "Card" }, " or ", "null"]);
  expect(typeOf({ enum: ["a", "b"] })).toEqual(['"a" or "b"']);
  expect(typeOf({ additionalProperties: { type: "number" }, type: "object" })).toEqual(["text to ", "number"]);
  expect(typeOf({ type: ["string", "null"] })).toEqual(["string or null"]);
  expect(typeOf(undefined)).toEqual(["anything"]);
});

test("bounds are told as far as there are any", () => {
  expect(boundsOf({ minimum: 0, maximum: 10, default: 0 })).toBe("0 to 10, default 0");
  expect(boundsOf({ maxLength: 5, pattern: "^x" })).toBe("at most 5 characters, as ^x");
  expect(boundsOf({ minItems: 1, default: null })).toBe("at least 1 entries");
  expect(boundsOf({})).toBe("");
});
