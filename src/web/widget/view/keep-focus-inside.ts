// While the panel covers the screen, Tab goes round inside it.

const takesFocus = 'button:not([disabled]), a[href], input:not([hidden]), textarea, [tabindex="0"]';

export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = Array.from(panel.querySelectorAll<HTMLElement>(takesFocus)).filter(
    (stop) => stop.getClientRects().length > 0,
  );
  const [first, last] = [stops[0], stops.at(-1)];
  const root = panel.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const edge = event.shiftKey ? first : last;
  if (focused !== edge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
