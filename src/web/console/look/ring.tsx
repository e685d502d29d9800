import type { ReactNode } from 'react';
import classes from './marks.module.css';
import type { PromiseClock } from './promise-clock';

const radius = 16;
const length = 2 * Math.PI * radius;
/** A late ring is open at the top: the notch is its second sign beside colour and word. */
const notch = 12;

/** The promised time filling up; the words beside it say the same, so it is silent for screen readers. */
export function Ring({ clock, size = 36, children }: { clock: PromiseClock; size?: number; children?: ReactNode }) {
  const isLate = clock.state === 'late';
  const drawn = isLate ? length - notch : clock.passed * length;
  return (
    <span className={classes.ring} data-state={clock.state} data-size={size < 24 ? 'small' : 'full'}>
      <svg
        width={`${size / 16}rem`}
        height={`${size / 16}rem`}
        viewBox="0 0 38 38"
        aria-hidden="true"
        focusable="false"
      >
        <circle className={classes.track} cx="19" cy="19" r={radius} />
        <circle
          className={classes.fill}
          cx="19"
          cy="19"
          r={radius}
          strokeDasharray={`${drawn} ${length}`}
          strokeDashoffset={isLate ? -notch / 2 : 0}
          transform="rotate(-90 19 19)"
          style={{ stroke: isLate ? undefined : amber(clock.passed) }}
        />
      </svg>
      <span className={classes.ringCentre}>{children}</span>
    </span>
  );
}

/** Amber deepens as the time runs out. */
function amber(passed: number): string {
  return `color-mix(in oklab, var(--waiting-deep) ${Math.round(passed * 100)}%, var(--waiting))`;
}
