/** The arrow keys move between titles as a remote control does: sideways within a row, up and down between rows. */

const STOP = "[data-stop]:not(:disabled)";
const ROW = "[data-row]";
const STEPS: Partial<Record<string, [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Move the focus for a pressed arrow key; false when the key is not ours. */
export function moveFocus(page: HTMLElement, event: KeyboardEvent): boolean {
  const step = STEPS[event.key];
  if (!step || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const focused = document.activeElement;
  if (document.querySelector("dialog[open]") || focused?.matches("input, select, textarea, [role=menu] *")) return false;
  const panel = focused?.closest<HTMLElement>("[popover]");
  if (panel && step[0] !== 0) return within(panel, focused, step[0]);
  const row = focused?.closest<HTMLElement>(ROW);
  if (!row) return focusOn(page.querySelector<HTMLElement>(STOP));
  return step[0] !== 0 ? within(row, focused, step[0], STOP) : between(page, row, focused, step[1]);
}

function within(place: HTMLElement, focused: Element | null | undefined, step: number, which = "button"): boolean {
  const stops = [...place.querySelectorAll<HTMLElement>(which)];
  const at = stops.findIndex((stop) => stop === focused || stop.parentElement?.contains(focused ?? null));
  return focusOn(stops[at + step]) || true;
}

/** The nearest stop of the next row with any, as one sees it on screen. */
function between(page: HTMLElement, row: HTMLElement, focused: Element | null | undefined, step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)].filter((one) => one.querySelector(STOP));
  const next = rows[rows.indexOf(row) + step];
  if (!next || !focused) return true;
  if (!page.contains(next)) window.scrollTo({ top: 0 });
  const centre = middle(focused.closest("li")?.querySelector(STOP) ?? focused);
  const stops = [...next.querySelectorAll<HTMLElement>(STOP)];
  const distance = (stop: HTMLElement) => Math.abs(middle(stop) - centre);
  const inView = stops.filter((stop) => middle(stop) > 0 && middle(stop) < window.innerWidth);
  return focusOn(inView.sort((a, b) => distance(a) - distance(b))[0] ?? stops[0]) || true;
}

function middle(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

function focusOn(stop: HTMLElement | null | undefined): boolean {
  if (!stop) return false;
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "center", inline: "nearest" });
  return true;
}
