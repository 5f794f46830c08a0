import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from "react";

import styles from "./parts.module.css";

/** Says something for a while, and offers to take it back. */
export type Toast = (text: string, undo?: () => void) => void;

interface Said {
  id: number;
  text: string;
  undo?: () => void;
}

const SHORT = 3500; // milliseconds
const LONG = 9000; // when there is something to take back

const ToastContext = createContext<Toast>(() => {});

export const useToast = () => useContext(ToastContext);

export function Toasts({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said[]>([]);
  const count = useRef(0);
  const remove = useCallback((id: number) => setSaid((all) => all.filter((one) => one.id !== id)), []);
  const say = useCallback<Toast>(
    (text, undo) => {
      const id = (count.current += 1);
      setSaid((all) => [...all.slice(-1), { id, text, undo }]);
      setTimeout(() => remove(id), undo ? LONG : SHORT);
    },
    [remove],
  );
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.hidePopover(); // shown anew it lies over a dialog opened since
    if (said.length > 0) place.current?.showPopover();
  }, [said]);
  return (
    <ToastContext value={say}>
      {children}
      <p className={styles.heard} role="status">{said.at(-1)?.text}</p>
      <div ref={place} popover="manual" className={styles.toasts} data-toasts>
        {said.map(({ id, text, undo }) => (
          <div key={id} className={styles.toast}>
            <span>{text}</span>
            {undo && (
              <button
                type="button"
                className={styles.undo}
                onClick={() => {
                  undo();
                  remove(id);
                }}
              >
                Undo
              </button>
            )}
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
