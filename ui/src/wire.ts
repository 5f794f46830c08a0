/** What goes over the wire, as `src/frontrow/api/wire.py` says it. A field with a default is left out when it holds it. */

export type Kind =
  | "impression" | "play" | "progress" | "stop" | "thumb" | "list" | "hide" | "details";

export interface Event {
  event_id: string;
  kind: Kind;
  /** Seconds since the epoch. */
  at: number;
  user_id: string;
  item_id?: string;
  episode_id?: string;
  value?: number;
  position?: number;
  play_id?: string;
  page_id?: string;
  row?: number;
  slot?: number;
  artwork?: string;
  probability?: number;
  device?: string;
  country?: string;
}

export interface Card {
  item_id: string;
  title: string;
  kind: "movie" | "series";
  year: number;
  /** Seconds. */
  runtime: number;
  maturity: number;
  genres: string[];
  moods?: string[];
  synopsis?: string;
  seasons?: number;
}

export interface Evidence {
  kind: string;
  text: string;
  item_id?: string;
  value?: number;
}

export interface ResumePoint {
  position: number;
  runtime: number;
  episode_id?: string;
  season?: number;
  number?: number;
  title?: string;
}

export interface Slot {
  item: Card;
  evidence: Evidence;
  artwork: string;
  probability?: number;
  resume?: ResumePoint | null;
  thumb?: number;
  listed?: boolean;
}

export interface Row {
  kind: string;
  title: string;
  slots: Slot[];
  anchor?: string;
}

export type Tier = "full" | "partial" | "popular" | "editorial";

export interface HomePage {
  page_id: string;
  user_id: string;
  tier: Tier;
  failures: string[];
  bundle: string;
  rows: Row[];
}

export interface PickerPage {
  items: Card[];
  /** Whether another screen follows. */
  more: boolean;
}

export interface SimilarItems {
  item_id: string;
  items: { item: Card; score: number }[];
}

export interface Contribution {
  item_id: string;
  title: string;
  contribution: number;
}

export interface Why {
  user_id: string;
  item_id: string;
  title: string;
  text: string;
  score: number;
  because: Contribution[];
}

export interface Person {
  name: string;
  role?: "cast" | "director" | "writer";
}

export interface Episode {
  episode_id: string;
  season?: number;
  number: number;
  title?: string;
  runtime?: number;
  synopsis?: string;
}

export interface Title {
  item_id: string;
  title: string;
  kind?: "movie" | "series";
  year?: number;
  runtime?: number;
  maturity?: number;
  genres?: string[];
  moods?: string[];
  countries?: string[];
  languages?: string[];
  people?: Person[];
  synopsis?: string;
  episodes?: Episode[];
}

export interface User {
  user_id: string;
  account_id?: string;
  name?: string;
  maturity?: number;
  country?: string;
  language?: string;
  picks?: string[];
  created_at?: number;
}

export interface UsersPage {
  users: User[];
  total: number;
}

export interface Refusal {
  index: number;
  problem: string;
  remedy: string;
  id?: string;
  field?: string;
  value?: string;
}

export interface EventsReceipt {
  accepted: number;
  repeated: number;
  refused: Refusal[];
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  remedy?: string;
  refused?: Refusal[];
}
