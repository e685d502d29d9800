// A message's text with the words that mattered marked. Text is only ever rendered as text.
import type { Evidence } from '../data/contract';
import classes from './message.module.css';
import { segmentsOf } from './segments';

interface Props {
  text: string;
  evidence: Evidence[];
  /** The signal whose words stand out now. */
  shown: string | null;
}

export function MarkedText({ text, evidence, shown }: Props) {
  return (
    <p className={classes.text} dir="auto">
      {segmentsOf(text, evidence).map(({ start, text: piece, signals }) =>
        signals.length > 0 ? (
          <mark key={start} className={classes.mark} data-strong={shown !== null && signals.includes(shown)}>
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
    </p>
  );
}
