import { useState } from "react";

import type { Place } from "./address";
import { hourText, nameOf } from "./format";
import { Icon } from "./parts/Icon";
import styles from "./pretend.module.css";
import type { HomePage, User } from "./wire";

const DEVICES = ["tv", "web", "mobile", "tablet"];
const COUNTRIES = ["AR", "AU", "BR", "CA", "DE", "DK", "ES", "FR", "GB", "IN", "IT", "JP", "KR", "MX", "NL", "PL", "SE", "TR", "US", "ZA"];

interface Props {
  place: Place;
  go: (change: Partial<Place>) => void;
  user: User;
  page: HomePage | undefined;
}

/** For those who try the engine out: another device, country or hour, and how the page came about. */
export function PretendBar({ place, go, user, page }: Props) {
  const [isOpen, setOpen] = useState(false);
  const countries = [...new Set([...COUNTRIES, user.country, place.country])].filter((code): code is string => Boolean(code)).sort();
  const pretended = [place.device, place.country, place.hour && hourText(Number(place.hour))].filter(Boolean);
  return (
    <aside className={styles.bar} aria-label="Pretend" data-open={isOpen || undefined}>
      <button type="button" className={styles.handle} aria-expanded={isOpen} aria-controls="pretend" onClick={() => setOpen(!isOpen)}>
        <Icon name="pretend" /> <span>Pretend</span>{pretended.length > 0 && <em>{pretended.join(" · ")}</em>}
      </button>
      {isOpen && (
        <div id="pretend" className={styles.choices}>
          <Choice label="Device" value={place.device} none="web (this one)" set={(device) => go({ device })} options={DEVICES.map((name) => [name, name])} />
          <Choice
            label="Country"
            value={place.country}
            none={user.country ? `${nameOf("region", user.country)} (profile)` : "unknown"}
            set={(country) => go({ country })}
            options={countries.map((code) => [code, nameOf("region", code)])}
          />
          <Choice
            label="Hour"
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
        </div>
      )}
    </aside>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  none: string;
  options: [value: string, text: string][];
  set: (value: string) => void;
}

function Choice({ label, value, none, options, set }: ChoiceProps) {
  return (
    <label className={styles.choice}>
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
