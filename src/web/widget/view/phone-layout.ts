// A phone's keyboard covers the lower part of the page without telling the layout; the visual viewport knows.

const phone = '(max-width: 480px)';

export interface PhoneLayout {
  readonly isFullScreen: boolean;
}

/** Keeps `--seen-height` and `--seen-top` of the place at what can be seen; calls back when full screen begins or ends. */
export function createPhoneLayout(place: HTMLElement, onChange: () => void): PhoneLayout {
  const width = matchMedia(phone);
  const seen = window.visualViewport;
  const measure = () => {
    // Zoomed with two fingers, the visual viewport is a part of the page and no measure for the panel.
    if (seen === null || seen.scale > 1.05) return;
    place.style.setProperty('--seen-height', `${seen.height}px`);
    place.style.setProperty('--seen-top', `${seen.offsetTop}px`);
  };
  seen?.addEventListener('resize', measure);
  seen?.addEventListener('scroll', measure);
  width.addEventListener('change', onChange);
  measure();
  return {
    get isFullScreen() {
      return width.matches;
    },
  };
}
