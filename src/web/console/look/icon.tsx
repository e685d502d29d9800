// The console's few icons: strokes on a 24 unit grid, decorative always (their button or text carries the word).
const paths = {
  waiting: 'M12 7v5l3 2M12 3a9 9 0 1 0 9 9',
  mine: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0',
  all: 'M4 5h16v11H9l-5 4Z',
  closed: 'M5 12.5 10 17.5 19.5 7',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16.2 16.2 21 21',
  cross: 'M6 6l12 12M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  down: 'M12 5v14M6 13l6 6 6-6',
  up: 'M12 19V5M6 11l6-6 6 6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  bot: 'M8 10h.01M16 10h.01M9 15h6M12 6V3M6 6h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2Z',
  transfer: 'M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4',
  line: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  note: 'M5 4h14v11l-5 5H5ZM14 20v-5h5M9 9h6M9 13h3',
  send: 'M4 12 20 4l-5 16-4-6ZM11 14l9-10',
  retry: 'M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4',
  briefing: 'M4 5h16v14H4ZM14 5v14M7 9h4M7 13h4',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
  file: 'M6 3h8l4 4v14H6ZM14 3v4h4',
  warning: 'M12 4 2.8 20h18.4ZM12 10v4M12 17h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8h.01',
  mail: 'M3 6h18v12H3ZM3 7l9 7 9-7',
  web: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c3 3.2 3 14.8 0 18M12 3c-3 3.2-3 14.8 0 18',
  messenger:
    'M12 4c5 0 9 3.4 9 7.8s-4 7.7-9 7.7a10 10 0 0 1-2.6-.3L6 21v-3.2A7.3 7.3 0 0 1 3 11.8C3 7.4 7 4 12 4ZM7.5 13.5l3-3 2.5 2 3-3',
  comment: 'M4 5h16v11h-8l-4 4v-4H4ZM8 9h8M8 12h5',
  framework: 'M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 17h6M17 14v6',
  keyboard: 'M3 6h18v12H3ZM7 10h.01M11 10h.01M15 10h.01M7 14h10',
  lock: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  chevron: 'M9 5l7 7-7 7',
  plus: 'M12 5v14M5 12h14',
} as const;

export type IconName = keyof typeof paths;

/** `size` in px at the usual text size; it grows with the text. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark of the product. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={`${size / 16}rem`} height={`${size / 16}rem`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#0e6f6a" />
      <path
        d="M9 21V15a7 7 0 0 1 14 0a4 4 0 0 1-2.2 3.6c-1.1.6-1.3 1.2-1.4 2.2A3.3 3.3 0 0 1 16 24"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path d="M13 16.5V15a3 3 0 0 1 6 0" fill="none" stroke="#ffd9a0" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
