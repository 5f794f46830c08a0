import { useEffect, useRef } from "react";

import { Failure } from "../parts/Failure";
import parts from "../parts/parts.module.css";
import { heroRow, large, rowKey, shownIn } from "../shown";
import { useViewer } from "../viewer";
import { Hero } from "./Hero";
import styles from "./home.module.css";
import { moveFocus } from "./remote";
import { Row } from "./Row";
import { Skeleton } from "./Skeleton";
import { TierBanner } from "./TierBanner";
import { useKeptFocus } from "./useKeptFocus";

interface Props {
  error: Error | null;
  retry: () => void;
}

/** The page made for whoever watches: a large title and rows, walked by the arrow keys like with a remote control. */
export function Home({ error, retry }: Props) {
  const { page } = useViewer();
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main, page?.page_id);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (main.current && moveFocus(main.current, event)) event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);

  if (!page && error) return <main className={styles.main}><Failure error={error} what="The page did not come" retry={retry} /></main>;
  if (!page) return <Skeleton />;

  const top = heroRow(page);
  const hero = page.rows[top]?.slots[0];
  const keys = new Map<string, number>();
  const unique = (key: string) => {
    const times = keys.get(key) ?? 0;
    keys.set(key, times + 1);
    return times > 0 ? `${key}/${times}` : key;
  };
  return (
    <main ref={main} id="rows" className={styles.main} tabIndex={-1} data-page={page.page_id}>
      <TierBanner tier={page.tier} failures={page.failures} />
      {top < 0 && <Empty retry={retry} />}
      {hero && <Hero shown={large(shownIn(page, top, 0, hero))} />}
      <div className={styles.rows}>
        {page.rows.map((row, index) => (
          <Row
            key={unique(rowKey(row))}
            id={`row/${rowKey(row)}`}
            page={page}
            row={row}
            index={index}
            from={index === top ? 1 : 0}
            eager={index < 3}
          />
        ))}
      </div>
    </main>
  );
}

/** A catalogue without titles is no failure: it has only just begun. */
function Empty({ retry }: { retry: () => void }) {
  return (
    <div className={parts.failure} role="status">
      <h2>No titles yet</h2>
      <p>The page fills as titles arrive.</p>
      <button type="button" className={parts.primary} onClick={retry}>
        Look again
      </button>
    </div>
  );
}
