import { useEffect, useRef, type ReactNode } from "react";

import { useServices } from "../events/services";
import { Icon } from "./Icon";
import styles from "./parts.module.css";

interface Props {
  /** What the dialog is about, for those who hear it. */
  label: string;
  className?: string;
  close: () => void;
  children: ReactNode;
}

/** A dialog over the page: the browser keeps the focus in it, closes it on Escape and gives the focus back. */
export function Modal({ label, className, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { impressions } = useServices();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    const scrollbar = window.innerWidth - document.documentElement.clientWidth;
    if (scrollbar > 0) document.documentElement.style.setProperty("--scrollbar", `${scrollbar}px`);
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-first]")?.focus({ preventScroll: true });
    const uncover = impressions.covered();
    return () => {
      uncover();
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [impressions]);

  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className={`${styles.modal} ${className ?? ""}`}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={() => {
        if (dialog.current && !dialog.current.open) close(); // pressed again and again, Escape closes without asking
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close(); // the backdrop
      }}
    >
      {children}
    </dialog>
  );
}

export function CloseButton({ close }: { close: () => void }) {
  return (
    <button type="button" className={`${styles.round} ${styles.close}`} aria-label="Close" onClick={close}>
      <Icon name="close" />
    </button>
  );
}
