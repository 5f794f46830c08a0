import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import * as api from "../api";
import { Brand } from "../home/Header";
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
  const missing = Math.max(0, ENOUGH - picks.length);
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
            if (missing === 0) create();
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
          <h2 id="picker">Pick three or more you like</h2>
          <Picker country={whereabouts(navigator.language).country ?? ""} maturity={maturity} picks={picks} toggle={toggle} />
          <footer className={styles.footer}>
            <p role="status">
              {save.error
                ? `The profile was not kept: ${save.error.message}`
                : missing > 0
                  ? `${picks.length} picked, ${missing} more to go`
                  : `${picks.length} picked. Your page is ready to be made.`}
            </p>
            <button type="submit" className={parts.primary} disabled={missing > 0 || save.isPending}>
              {save.isPending ? "Making your page" : "Show my page"}
            </button>
          </footer>
        </form>
      </main>
    </div>
  );
}
