/** The parts of an OpenAPI document that its page shows, and how they are put into words. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
}

export interface Parameter {
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  schema?: Schema;
}

export interface Body {
  description?: string;
  content?: Record<string, { schema?: Schema }>;
}

export interface Operation {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Body;
  responses?: Record<string, Body>;
}

export interface OpenApi {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Endpoint {
  method: string;
  path: string;
  operation: Operation;
}

const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "patch", "delete", "head", "options"]);

/** The endpoints by tag, both in the order of the document. */
export function endpointsByTag(document: OpenApi): [tag: string, endpoints: Endpoint[]][] {
  const byTag = new Map<string, Endpoint[]>();
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(operations)) {
      if (!METHODS.has(method)) continue;
      const tag = operation.tags?.[0] ?? "other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), { method: method.toUpperCase(), path, operation }]);
    }
  return [...byTag];
}

/** The name of the schema a reference points to. */
export const target = (reference: string) => reference.slice(reference.lastIndexOf("/") + 1);

/** A type as pieces of text; those that name a schema are references. */
export function typeOf(schema: Schema | undefined): (string | { ref: string })[] {
  if (!schema) return ["anything"];
  if (schema.$ref) return [{ ref: target(schema.$ref) }];
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.flatMap((choice, index) => (index > 0 ? [" or ", ...typeOf(choice)] : typeOf(choice)));
  if (schema.enum) return [schema.enum.map((value) => JSON.stringify(value)).join(" or ")];
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.type === "array") return ["list of ", ...typeOf(schema.items)];
  if (typeof schema.additionalProperties === "object") return ["text to ", ...typeOf(schema.additionalProperties)];
  return [[schema.type ?? "anything"].flat().join(" or ")];
}

/** The bounds of a value: "0 to 10, as ^x$, default 1". */
export function boundsOf(schema: Schema | undefined): string {
  if (!schema) return "";
  const range = (from: number | undefined, to: number | undefined, unit = "") =>
    from === undefined && to === undefined ? "" : from === undefined ? `at most ${to}${unit}` : to === undefined ? `at least ${from}${unit}` : `${from} to ${to}${unit}`;
  return [
    schema.format,
    range(schema.minimum, schema.maximum),
    range(schema.minLength, schema.maxLength, " characters"),
    range(schema.minItems, schema.maxItems, " entries"),
    schema.pattern && `as ${schema.pattern}`,
    schema.default !== undefined && schema.default !== null && `default ${JSON.stringify(schema.default)}`,
  ]
    .filter(Boolean)
    .join(", ");
}
