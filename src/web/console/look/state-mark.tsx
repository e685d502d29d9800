// One shape per state, everywhere: rounded square (bot), filling ring (waiting), round initials (person), check (closed).
import type { Channel, Row } from '../data/contract';
import { Icon, type IconName } from './icon';
import classes from './marks.module.css';
import { promiseClock } from './promise-clock';
import { Ring } from './ring';

export const channelIcons: Record<Channel, IconName> = {
  web: 'web',
  messenger: 'messenger',
  comment: 'comment',
  email: 'mail',
  'bot-framework': 'framework',
};

export function StateMark({ row, now, size = 36 }: { row: Row; now: number; size?: number }) {
  switch (row.phase) {
    case 'bot':
      return <BotMark size={size} />;
    case 'waiting':
      return (
        <Ring clock={promiseClock(row, now)} size={size}>
          <Icon name={channelIcons[row.channel]} size={Math.round(size * 0.44)} />
        </Ring>
      );
    case 'human':
      return <PersonMark name={row.owner.kind === 'agent' ? row.owner.name : ''} size={size} />;
    case 'closed':
      return (
        <span className={classes.closed} data-outcome={row.outcome ?? 'solved'} data-mark={size}>
          <Icon name={row.outcome === 'spam' ? 'cross' : 'closed'} size={Math.round(size * 0.5)} />
        </span>
      );
  }
}

export function BotMark({ size = 36 }: { size?: number }) {
  return (
    <span className={classes.bot} data-mark={size}>
      <Icon name="bot" size={Math.round(size * 0.55)} />
    </span>
  );
}

export function PersonMark({ name, size = 36 }: { name: string; size?: number }) {
  return (
    <span className={classes.person} data-mark={size} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function CustomerMark({ name, size = 36 }: { name: string; size?: number }) {
  return (
    <span className={classes.customer} data-mark={size} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
