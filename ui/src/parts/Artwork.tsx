import { artworkUrl, sceneUrl } from "../api";
import styles from "./parts.module.css";

interface Props {
  itemId: string;
  variant: string;
  /** What it shows; empty where the title stands beside it. */
  alt?: string;
  eager?: boolean;
  /** Without lettering, for large places that set the title themselves. */
  scene?: boolean;
}

/** A title's artwork, sixteen to nine. */
export function Artwork({ itemId, variant, alt = "", eager = false, scene = false }: Props) {
  return (
    <img
      className={styles.artwork}
      src={(scene ? sceneUrl : artworkUrl)(itemId, variant)}
      alt={alt}
      width={640}
      height={360}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      draggable={false}
    />
  );
}
