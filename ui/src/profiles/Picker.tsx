import { Artwork } from "../parts/Artwork";
import { Icon } from "../parts/Icon";
import { anyArtwork } from "../shown";
import type { Card } from "../wire";
import styles from "./profiles.module.css";

interface Props {
  /** Undefined while they are on their way. */
  items: readonly Card[] | undefined;
  picks: readonly string[];
  toggle: (itemId: string) => void;
}

/** Titles many know, to say what one likes. */
export function Picker({ items, picks, toggle }: Props) {
  return (
    <ul className={styles.picker} aria-labelledby="picker" aria-busy={!items}>
      {items?.map((item) => {
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
