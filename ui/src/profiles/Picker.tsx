import { useQuery } from "@tanstack/react-query";

import * as api from "../api";
import { Artwork } from "../parts/Artwork";
import { Failure } from "../parts/Failure";
import { Icon } from "../parts/Icon";
import { anyArtwork } from "../shown";
import styles from "./profiles.module.css";

interface Props {
  country: string;
  maturity: number;
  picks: readonly string[];
  toggle: (itemId: string) => void;
}

/** Titles many know, to say what one likes. */
export function Picker({ country, maturity, picks, toggle }: Props) {
  const { data, error, refetch } = useQuery({ queryKey: ["picker", country], queryFn: () => api.pickerPage(country) });
  if (error && !data) return <Failure error={error} what="The titles did not come" retry={() => void refetch()} />;
  const items = (data?.items ?? []).filter((item) => item.maturity <= maturity);
  return (
    <ul className={styles.picker} aria-labelledby="picker" aria-busy={!data}>
      {items.map((item) => {
        const picked = picks.includes(item.item_id);
        return (
          <li key={item.item_id}>
            <button
              type="button"
              className={styles.pick}
              aria-pressed={picked}
              aria-label={`${item.title}${item.year > 0 ? ` (${item.year})` : ""}`}
              data-item={item.item_id}
              onClick={() => toggle(item.item_id)}
            >
              <Artwork itemId={item.item_id} variant={anyArtwork(item.item_id)} />
              <span className={styles.tick}>
                <Icon name="check" />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
