import { Fragment, useEffect, useState } from "react";

import { Brand } from "../home/Header";
import { boundsOf, endpointsByTag, typeOf, type Body, type Endpoint, type OpenApi, type Schema } from "./document";
import styles from "./schema.module.css";

const DOCUMENT = "/schema/openapi.json";

async function fetched(): Promise<OpenApi> {
  const answer = await fetch(DOCUMENT);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as OpenApi;
}

/** The API in words: every endpoint, what it takes and what it answers. */
export function ApiPage() {
  const [api, setApi] = useState<OpenApi>();
  const [error, setError] = useState("");
  useEffect(() => {
    fetched().then(setApi, (failure: unknown) => setError(String(failure)));
  }, []);
  useEffect(() => {
    if (api) document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
  }, [api]);
  return (
    <div className={styles.page}>
      <header>
        <a href="/" aria-label="Frontrow's home page"><Brand /></a>
        <a href={DOCUMENT}>openapi.json</a>
      </header>
      <main>
        {error && <p role="alert">The document did not come. {error}</p>}
        {api && <Contents api={api} />}
      </main>
    </div>
  );
}

function Contents({ api }: { api: OpenApi }) {
  return (
    <>
      <h1>{api.info.title} {api.info.version}</h1>
      <p className={styles.soft}>{api.info.description} Errors are problems as in RFC 9457.</p>
      {endpointsByTag(api).map(([tag, endpoints]) => (
        <section key={tag} aria-labelledby={`tag-${tag}`}>
          <h2 id={`tag-${tag}`}>{tag}</h2>
          {endpoints.map((endpoint) => <EndpointEntry key={`${endpoint.method} ${endpoint.path}`} {...endpoint} />)}
        </section>
      ))}
      <section aria-labelledby="schemas">
        <h2 id="schemas">Schemas</h2>
        {Object.entries(api.components?.schemas ?? {}).map(([name, schema]) => <SchemaEntry key={name} name={name} schema={schema} />)}
      </section>
    </>
  );
}

function EndpointEntry({ method, path, operation }: Endpoint) {
  return (
    <details className={styles.entry}>
      <summary>
        <b data-method={method}>{method}</b> <code>{path}</code> <span>{operation.summary}</span>
      </summary>
      {operation.description && <p>{operation.description}</p>}
      {(operation.parameters ?? []).length > 0 && (
        <Table
          caption="Parameters"
          lines={(operation.parameters ?? []).map(({ name, required, schema, description, in: where }) => ({
            name, required, schema, description: [where === "path" ? "" : `In the ${where}.`, description].filter(Boolean).join(" "),
          }))}
        />
      )}
      {operation.requestBody && <p>Body: <Content body={operation.requestBody} /></p>}
      <ul>
        {Object.entries(operation.responses ?? {}).map(([status, body]) => (
          <li key={status}>
            <b>{status}</b> {body.description}{body.content && <>: <Content body={body} /></>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function SchemaEntry({ name, schema }: { name: string; schema: Schema }) {
  const required = new Set(schema.required);
  const lines = Object.entries(schema.properties ?? {}).map(([field, held]) => ({ name: field, required: required.has(field), schema: held, description: held.description }));
  return (
    <article id={name} className={styles.entry}>
      <h3><code>{name}</code></h3>
      {schema.description && <p>{schema.description}</p>}
      {lines.length > 0 ? <Table caption={`Fields of ${name}`} lines={lines} /> : <p><Type schema={schema} /></p>}
    </article>
  );
}

interface Line {
  name: string;
  required?: boolean;
  schema?: Schema;
  description?: string;
}

function Table({ caption, lines }: { caption: string; lines: readonly Line[] }) {
  return (
    <div className={styles.table}>
      <table>
        <caption>{caption}</caption>
        <tbody>
          {lines.map(({ name, required, schema, description }) => (
            <tr key={name}>
              <th scope="row"><code>{name}</code>{required && <small> required</small>}</th>
              <td><Type schema={schema} /> <small>{boundsOf(schema)}</small></td>
              <td>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content({ body }: { body: Body }) {
  return Object.entries(body.content ?? {}).map(([media, { schema }], index) => (
    <Fragment key={media}>
      {index > 0 && ", "}<Type schema={schema} /> <small>{media}</small>
    </Fragment>
  ));
}

function Type({ schema }: { schema: Schema | undefined }) {
  return typeOf(schema).map((piece, index) =>
    typeof piece === "string" ? piece : <a key={index} href={`/schema#${piece.ref}`}><code>{piece.ref}</code></a>,
  );
}
