import { lengthText, maturityText } from "../format";
import type { Card } from "../wire";
import styles from "./parts.module.css";

/** Year, maturity and length on one line. */
export function Facts({ item }: { item: Card }) {
  const length = lengthText(item);
  return (
    <p className={styles.facts}>
      {item.year > 0 && <span>{item.year}</span>}
      <span className={styles.maturity}>{maturityText(item.maturity)}</span>
      {length && <span>{length}</span>}
    </p>
  );
}

/** Genres with dots between. */
export function Genres({ item, most = 3 }: { item: Card; most?: number }) {
  if (item.genres.length === 0) return null;
  return <p className={styles.genres}>{item.genres.slice(0, most).join(" · ")}</p>;
}

/** How far a title has been watched. */
export function ProgressBar({ share, label }: { share: number; label: string }) {
  return (
    <div className={styles.progress} role="img" aria-label={label}>
      <div style={{ inlineSize: `${Math.max(2, share * 100)}%` }} />
    </div>
  );
}
