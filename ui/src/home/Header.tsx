import type { ReactNode } from "react";

import { Avatar } from "../profiles/Avatar";
import type { User } from "../wire";
import styles from "./header.module.css";

interface Props {
  user: User;
  change: () => void;
  /** What stands beside who watches. */
  children?: ReactNode;
}

/** The name of the house on the left, who watches on the right. */
export function Header({ user, change, children }: Props) {
  const name = user.name || user.user_id;
  return (
    <header className={styles.header} data-row>
      <a className={styles.skip} href="#rows">
        Skip to the titles
      </a>
      <Brand />
      {children}
      <button type="button" className={styles.profile} data-stop onClick={change} aria-label={`${name} is watching. Change profile`}>
        <span className={styles.name}>{name}</span>
        <Avatar user={user} />
      </button>
    </header>
  );
}

/** Three rows of seats, the first one lit. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round">
          <path d="M5 10q11-6 22 0" className={styles.lit} />
          <path d="M5 17q11-6 22 0" opacity=".55" />
          <path d="M5 24q11-6 22 0" opacity=".28" />
        </g>
      </svg>
      frontrow
    </span>
  );
}
