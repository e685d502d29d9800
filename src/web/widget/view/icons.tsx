/** @jsxImportSource preact */
// Drawings of 24 × 24, stroked in the colour of the text around them.

const paths = {
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  send: 'M5 12h13M12.5 6l6 6-6 6',
  clip: 'M20 11.4l-8 8a5 5 0 0 1-7.1-7.1l8.2-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.8 20a7.4 7.4 0 0 1 14.4 0',
  check: 'M5 12.8l4.6 4.6L19.5 7',
  file: 'M14 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8L14 3.5ZM13.5 3.5V8.5h5M9 13h6M9 16.5h4',
  down: 'M12 5v14M6 13l6 6 6-6',
  cloud: 'M3 3l18 18M8.5 18H7a4 4 0 0 1-.7-7.9M10 6.3A5.5 5.5 0 0 1 17.4 10a4 4 0 0 1 2.5 6.6',
  bot: 'M7 8.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2ZM12 8.5V5M9.5 12.5v1.5M14.5 12.5v1.5',
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
