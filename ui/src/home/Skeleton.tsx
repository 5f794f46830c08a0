import styles from "./home.module.css";

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The shape of the page while it is on its way. */
export function Skeleton() {
  return (
    <main className={styles.main} aria-busy="true" aria-label="The page is on its way">
      <div className={styles.boneHero} />
      <div className={styles.rows}>
        {many(3).map((row) => (
          <div key={row} className={styles.boneRow}>
            <div className={styles.boneHeading} />
            <div className={styles.boneTrack}>
              {many(7).map((card) => <div key={card} className={styles.bone} />)}
            </div>
          </div>
        ))}
      </div>
    </main>
  );
}
