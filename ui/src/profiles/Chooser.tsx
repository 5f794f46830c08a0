import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import * as api from "../api";
import { Brand } from "../home/Header";
import { Failure } from "../parts/Failure";
import { Icon } from "../parts/Icon";
import { Avatar } from "./Avatar";
import { NewProfile } from "./NewProfile";
import styles from "./profiles.module.css";

const FIRST = 11; // profiles shown before "more": with the new one they fill two lines of six

interface Props {
  choose: (userId: string) => void;
}

/** Who is watching? */
export function Chooser({ choose }: Props) {
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState(FIRST);
  const { data, error, refetch } = useQuery({ queryKey: ["users"], queryFn: api.users });
  if (making) return <NewProfile made={choose} cancel={() => setMaking(false)} />;
  return (
    <div className={styles.screen}>
      <Brand />
      <main className={styles.chooser}>
        <h1>Who is watching?</h1>
        {error && !data && <Failure error={error} what="The profiles did not come" retry={() => void refetch()} />}
        {data && (
          <ul className={styles.people}>
            {data.users.slice(0, shown).map((user) => (
              <li key={user.user_id}>
                <button type="button" className={styles.person} onClick={() => choose(user.user_id)}>
                  <Avatar user={user} />
                  <span>{user.name || user.user_id}</span>
                  {(user.maturity ?? 18) < 18 && <small>up to {user.maturity}</small>}
                </button>
              </li>
            ))}
            <li>
              <button type="button" className={styles.person} onClick={() => setMaking(true)}>
                <span className={`${styles.avatar} ${styles.empty}`}>
                  <Icon name="plus" />
                </span>
                <span>New profile</span>
              </button>
            </li>
          </ul>
        )}
        {data && data.users.length > shown && (
          <button type="button" className={styles.quiet} onClick={() => setShown(shown + 24)}>
            Show more of {data.total.toLocaleString("en")}
          </button>
        )}
      </main>
    </div>
  );
}
