import type { Place } from "./address";
import { hourText, nameOf } from "./format";
import { Icon } from "./parts/Icon";
import styles from "./pretend.module.css";
import type { HomePage, User } from "./wire";

const DEVICES = ["tv", "web", "mobile", "tablet"];
const COUNTRIES = ["AR", "AU", "BR", "CA", "DE", "DK", "ES", "FR", "GB", "IN", "IT", "JP", "KR", "MX", "NL", "PL", "SE", "TR", "US", "ZA"];

const CHOSEN = "The country decides what is popular, and so which titles are chosen.";
const RECORDED = "Recorded with the page and what is watched; it does not yet change which titles are chosen.";

interface Props {
  place: Place;
  go: (change: Partial<Place>) => void;
  user: User;
  page: HomePage | undefined;
  close: () => void;
}

interface HandleProps {
  place: Place;
  isOpen: boolean;
  toggle: () => void;
}

/** Opens and closes the bar; says what is pretended. */
export function PretendHandle({ place, isOpen, toggle }: HandleProps) {
  const pretended = [place.device, place.country, place.hour && hourText(Number(place.hour))].filter(Boolean);
  return (
    <button type="button" className={styles.handle} data-stop aria-label={["Pretend", ...pretended].join(", ")} aria-expanded={isOpen} aria-controls="pretend" onClick={toggle}>
      <Icon name="pretend" /> <span>Pretend</span>{pretended.length > 0 && <em>{pretended.join(" · ")}</em>}
    </button>
  );
}

/** For those who try the engine out: another device, country or hour, and how the page came about. */
export function PretendBar({ place, go, user, page, close }: Props) {
  const countries = [...new Set([...COUNTRIES, user.country, place.country])].filter((code): code is string => Boolean(code)).sort();
  return (
    <aside id="pretend" className={styles.bar} aria-label="Pretend">
      <div className={styles.choices}>
        <Choice label="Device" about={RECORDED} value={place.device} none="web (this one)" set={(device) => go({ device })} options={DEVICES.map((name) => [name, name])} />
        <Choice
          label="Country"
          about={CHOSEN}
          value={place.country}
          none={user.country ? `${nameOf("region", user.country)} (profile)` : "unknown"}
          set={(country) => go({ country })}
          options={countries.map((code) => [code, nameOf("region", code)])}
        />
        <Choice
          label="Hour"
          about={RECORDED}
          value={place.hour}
          none="now"
          set={(hour) => go({ hour })}
          options={Array.from({ length: 24 }, (_, hour) => [String(hour), hourText(hour)])}
        />
        <dl className={styles.facts}>
          <div><dt>Tier</dt><dd>{page?.tier ?? "…"}</dd></div>
          <div><dt>Bundle</dt><dd>{page?.bundle || "none"}</dd></div>
          <div><dt>Page</dt><dd title={page?.page_id}>{page?.page_id ?? "…"}</dd></div>
        </dl>
        <a href="/schema">API</a>
        <p className={styles.help}>
          {CHOSEN} Device and hour are recorded with the page and what is watched; they do not yet change which titles are chosen.
        </p>
      </div>
      <button type="button" className={styles.close} aria-label="Close this bar" onClick={close}>
        <Icon name="close" />
      </button>
    </aside>
  );
}

interface ChoiceProps {
  label: string;
  /** What the choice does. */
  about: string;
  value: string;
  none: string;
  options: [value: string, text: string][];
  set: (value: string) => void;
}

function Choice({ label, about, value, none, options, set }: ChoiceProps) {
  return (
    <label className={styles.choice} title={about}>
      <span>{label}</span>
      <select value={value} onChange={(event) => set(event.target.value)}>
        <option value="">{none}</option>
        {options.map(([held, text]) => (
          <option key={held} value={held}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
