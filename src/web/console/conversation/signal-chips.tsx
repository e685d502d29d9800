// What a message signals: a word and a bar; a click makes the words that caused it stand out.
import { useTranslation } from 'react-i18next';
import type { Message, SignalName } from '../data/contract';
import classes from './message.module.css';
import { signalOf } from './segments';

/** Weaker ones are noise to a reader. */
const worthSaying = 0.3;

export interface MessageSignal {
  name: SignalName | 'legalOrSafety' | 'withdrawal';
  score: number;
  hasWords: boolean;
}

const known = ['personRequest', 'complaint', 'frustration', 'abuse', 'urgency', 'legalOrSafety', 'withdrawal'] as const;

export function signalsOf({ signals = {}, evidence = [] }: Pick<Message, 'signals' | 'evidence'>): MessageSignal[] {
  const found = known.map((name) => {
    const words = evidence.filter((one) => signalOf(one) === name);
    const strongest = Math.max(0, ...words.map((one) => one.weight ?? 0));
    const score = (name in signals ? signals[name as SignalName] : undefined) ?? strongest;
    return { name, score, hasWords: words.length > 0 };
  });
  return found.filter(({ score }) => score >= worthSaying).sort((a, b) => b.score - a.score);
}

interface Props {
  found: MessageSignal[];
  shown: string | null;
  onShow(signal: string | null): void;
}

export function SignalChips({ found, shown, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={classes.chips}>
      {found.map(({ name, score, hasWords }) => {
        const word = t(`states.signal.${name}`);
        const isShown = shown === name;
        if (!hasWords) {
          return (
            <li key={name} className={classes.chip}>
              {word} <SignalBar score={score} />
            </li>
          );
        }
        return (
          <li key={name}>
            <button
              type="button"
              className={classes.chip}
              aria-pressed={isShown}
              title={t(isShown ? 'conversation.evidenceHide' : 'conversation.evidenceShow', { signal: word })}
              onClick={() => onShow(isShown ? null : name)}
            >
              {word} <SignalBar score={score} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export function SignalBar({ score }: { score: number }) {
  return (
    <span className={classes.bar}>
      <span style={{ inlineSize: `${Math.round(score * 100)}%` }} />
      <span className="for-readers">{Math.round(score * 100)}%</span>
    </span>
  );
}
