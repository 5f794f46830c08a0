import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import * as api from "../api";
import { Brand } from "../home/Header";
import { Failure } from "../parts/Failure";
import { Icon } from "../parts/Icon";
import parts from "../parts/parts.module.css";
import type { User } from "../wire";
import { Picker } from "./Picker";
import styles from "./profiles.module.css";

const ENOUGH = 3;
const LIMITS = [
  { years: 18, text: "Everything" },
  { years: 12, text: "Up to 12" },
  { years: 6, text: "Kids, up to 6" },
];

/** Country and language as the browser tells them; a service would know them from the account. */
function whereabouts(tag: string): Pick<User, "country" | "language"> {
  const { region = "", language } = new Intl.Locale(tag);
  return { country: /^[A-Z]{2}$/.test(region) ? region : "", language: /^[a-z]{2,3}$/.test(language) ? language : "" };
}

/** What stands beside the button: how far one is, or why there is nothing to pick. */
function standing(picked: number, offered: number | undefined): string {
  if (offered === 0) return "No titles yet — the page fills as titles arrive.";
  if (offered !== undefined && offered < ENOUGH) return `${picked} picked. There are only ${offered} so far; more come as titles arrive.`;
  if (picked < ENOUGH) return `${picked} picked, ${ENOUGH - picked} more to go`;
  return `${picked} picked. Your page is ready to be made.`;
}

interface Props {
  made: (userId: string) => void;
  cancel: () => void;
}

/** A name, a limit, and a few titles to start from. */
export function NewProfile({ made, cancel }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [maturity, setMaturity] = useState(18);
  const [picks, setPicks] = useState<string[]>([]);
  const save = useMutation({
    mutationFn: api.putUser,
    onSuccess: async (_answer, user: User) => {
      await client.invalidateQueries({ queryKey: ["users"] });
      made(user.user_id);
    },
  });
  const country = whereabouts(navigator.language).country ?? "";
  const picker = useInfiniteQuery({
    queryKey: ["picker", country, maturity],
    queryFn: ({ pageParam }) => api.pickerPage(country, maturity, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, _all, offset) => (last.more ? offset + last.items.length : undefined),
  });
  const offers = picker.data?.pages.flatMap((screen) => screen.items).filter((item) => item.maturity <= maturity);
  // a title may come again when the catalogue has changed between two screens
  const items = offers && [...new Map(offers.map((item) => [item.item_id, item])).values()];
  const offered = items?.length;
  const isEnough = picks.length >= ENOUGH || (offered !== undefined && offered < ENOUGH);
  const toggle = (itemId: string) =>
    setPicks((all) => (all.includes(itemId) ? all.filter((one) => one !== itemId) : [...all, itemId]));
  const create = () =>
    save.mutate({
      user_id: `viewer-${crypto.randomUUID().slice(0, 8)}`,
      name: name.trim() || "New viewer",
      maturity,
      ...whereabouts(navigator.language),
      picks,
      created_at: Math.floor(Date.now() / 1000),
    });

  return (
    <div className={styles.screen}>
      <Brand />
      <main>
        <form
          className={styles.making}
          onSubmit={(event) => {
            event.preventDefault();
            if (isEnough) create();
          }}
        >
          <button type="button" className={styles.back} onClick={cancel}>
            <Icon name="back" /> All profiles
          </button>
          <h1>A page of your own</h1>
          <div className={styles.fields}>
            <label className={styles.field}>
              <span>Name</span>
              <input value={name} maxLength={100} autoFocus autoComplete="off" placeholder="Who is this?" onChange={(event) => setName(event.target.value)} />
            </label>
            <fieldset className={styles.field}>
              <legend>May see</legend>
              <div className={styles.limits}>
                {LIMITS.map(({ years, text }) => (
                  <label key={years}>
                    <input type="radio" name="maturity" checked={maturity === years} onChange={() => { setMaturity(years); setPicks([]); }} />
                    <span>{text}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          </div>
          {offered !== 0 && <h2 id="picker">Pick three or more you like</h2>}
          {picker.error && !picker.data ? (
            <Failure error={picker.error} what="The titles did not come" retry={() => void picker.refetch()} />
          ) : (
            offered !== 0 && <Picker items={items} picks={picks} toggle={toggle} />
          )}
          {picker.hasNextPage && (
            <button type="button" className={`${styles.quiet} ${styles.more}`} aria-disabled={picker.isFetching} onClick={() => { if (!picker.isFetching) void picker.fetchNextPage(); }}>
              {picker.isFetchNextPageError ? "The titles did not come. Try again" : "Show more titles"}
            </button>
          )}
          <footer className={styles.footer}>
            <p role="status">
              {save.error ? `The profile was not kept: ${save.error.message}` : standing(picks.length, offered)}
            </p>
            <div className={styles.going}>
              {!isEnough && (
                <button type="button" className={styles.quiet} title="Begin with what many watch" disabled={save.isPending} onClick={create}>
                  Skip
                </button>
              )}
              <button type="submit" className={parts.primary} disabled={!isEnough || save.isPending}>
                {save.isPending ? "Making your page" : "Show my page"}
              </button>
            </div>
          </footer>
        </form>
      </main>
    </div>
  );
}
