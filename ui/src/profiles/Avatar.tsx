import { lot } from "../lot";
import type { User } from "../wire";
import styles from "./profiles.module.css";

/** A face for a profile: its own colour and its first letter. */
export function Avatar({ user }: { user: User }) {
  const name = user.name || user.user_id;
  const hue = Math.round(lot(user.user_id) * 360);
  const letter = (/\p{L}/u.exec(name)?.[0] ?? name[0] ?? "?").toUpperCase();
  return (
    <span className={styles.avatar} style={{ "--hue": hue } as React.CSSProperties} aria-hidden="true">
      {letter}
    </span>
  );
}
