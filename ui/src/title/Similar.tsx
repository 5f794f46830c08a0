import { useQuery } from "@tanstack/react-query";
import { useId } from "react";

import * as api from "../api";
import { Artwork } from "../parts/Artwork";
import { Facts } from "../parts/Facts";
import { shownOff } from "../shown";
import { useViewer } from "../viewer";
import styles from "./title.module.css";

const COUNT = 9;

/** Titles like this one, of those that this viewer may see. */
export function Similar({ itemId }: { itemId: string }) {
  const heading = useId();
  const { page, open, user, circumstances } = useViewer();
  const { country } = circumstances;
  const { data } = useQuery({
    queryKey: ["similar", itemId, user.user_id, country],
    queryFn: () => api.similar(itemId, user.user_id, country, COUNT),
  });
  const items = (data?.items ?? []).map(({ item }) => item);
  if (items.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <header>
        <h3 id={heading}>More like this</h3>
      </header>
      <ul className={styles.similar}>
        {items.map((item) => {
          const shown = shownOff(page, item);
          return (
            <li key={item.item_id}>
              <button
                type="button"
                aria-label={`${item.title}${item.year > 0 ? ` (${item.year})` : ""}`}
                onClick={() => open({ kind: "details", shown })}
              >
                <Artwork itemId={item.item_id} variant={shown.spot.artwork} />
                <strong>{item.title}</strong>
                <Facts item={item} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
