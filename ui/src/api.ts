/** The endpoints the viewer's page uses, one function each. */

import type {
  Event, EventsReceipt, HomePage, PickerPage, Problem, SimilarItems, Title, User, UsersPage, Why,
} from "./wire";

export const EVENTS_URL = "/v1/events";

/** An answer that was not a success: its status, and what the server said would be right. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
  }
}

/** Whether trying the same thing again may help: no answer at all, too many requests, or a failing server. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof Refused) || error.status >= 500 || error.status === 429 || error.status === 408;
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, init);
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
    throw new Refused(answer.status, problem);
  }
  return (await answer.json()) as T;
}

function withBody(method: "POST" | "PUT", body: unknown): RequestInit {
  return { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** The address of a path with those parameters that hold something. */
export function address(path: string, parameters: Record<string, string | number | undefined>): string {
  const held = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(held.map(([name, value]) => [name, String(value)])).toString();
  return query ? `${path}?${query}` : path;
}

const id = encodeURIComponent;

export interface Circumstances {
  device: string;
  country: string;
  hour: number;
}

export const homePage = (userId: string, { device, country, hour }: Circumstances, signal?: AbortSignal) =>
  call<HomePage>(address("/v1/pages/home", { user_id: userId, device, country, hour }), { signal });

export const pickerPage = (country: string, maturity: number, offset: number) =>
  call<PickerPage>(address("/v1/pages/picker", { country, maturity, offset }));

const MOST_USERS = 1000; // the server's limit of an answer

/** The profiles, the newest first; of very many only the first and the last made. */
export async function users(): Promise<UsersPage> {
  const first = await call<UsersPage>(address("/v1/users", { limit: MOST_USERS }));
  const offset = Math.max(MOST_USERS, first.total - MOST_USERS);
  const rest = first.total > MOST_USERS ? (await call<UsersPage>(address("/v1/users", { offset, limit: MOST_USERS }))).users : [];
  const all = [...first.users, ...rest].sort((a, b) => (b.created_at ?? 0) - (a.created_at ?? 0));
  return { users: all, total: first.total };
}

export const user = (userId: string) => call<User>(`/v1/users/${id(userId)}`);

export const putUser = (record: User) => call<User>(`/v1/users/${id(record.user_id)}`, withBody("PUT", record));

export const title = (itemId: string) => call<Title>(`/v1/items/${id(itemId)}`);

export const similar = (itemId: string, userId: string, country: string, k: number) =>
  call<SimilarItems>(address(`/v1/items/${id(itemId)}/similar`, { user_id: userId, country, k }));

export const why = (userId: string, itemId: string, country: string) =>
  call<Why>(address(`/v1/users/${id(userId)}/why/${id(itemId)}`, { country }));

export const postEvents = (events: readonly Event[]) =>
  call<EventsReceipt>(EVENTS_URL, withBody("POST", { events }));

export const artworkUrl = (itemId: string, variant: string) => `/v1/items/${id(itemId)}/artwork/${id(variant)}`;

/** The same picture without its lettering, for places that set the title themselves. */
export const sceneUrl = (itemId: string, variant: string) => `${artworkUrl(itemId, variant)}#plain`;
