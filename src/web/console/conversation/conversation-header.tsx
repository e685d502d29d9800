import { ActionIcon, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conversation, Me } from '../data/contract';
import { hrefOf, type LinePlace } from '../frame/address';
import { type Layout, showsBriefing } from '../frame/layout';
import { Icon, type IconName } from '../look/icon';
import { PopMenu } from '../look/pop-menu';
import { channelIcons } from '../look/state-mark';
import { customerName } from '../look/state-words';
import classes from './conversation-header.module.css';
import { OwnerPill, PromiseLine } from './state-line';
import type { Permits } from './use-moves';

export type Asking = 'transfer' | 'release' | 'hand-back' | 'close';

interface Props {
  conversation: Conversation;
  me: Me;
  place: LinePlace;
  layout: Layout;
  permits: Permits;
  onAsk(asking: Asking): void;
}

export function ConversationHeader({ conversation, me, place, layout, permits, onAsk }: Props) {
  const { t } = useTranslation();
  const { channel, language } = conversation;
  // On a phone this is the page's own title.
  const Heading = layout === 'phone' ? 'h1' : 'h2';
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        {layout === 'phone' && (
          <ActionIcon
            component="a"
            href={hrefOf({ ...place, conversationId: null })}
            aria-label={t('conversation.back')}
          >
            <Icon name="back" size={22} />
          </ActionIcon>
        )}
        <Heading className={classes.name}>{customerName(t, conversation)}</Heading>
        {layout !== 'phone' && <OwnerPill row={conversation} me={me} />}
        <span className={classes.grow} />
        {!showsBriefing(layout) && (
          <ActionIcon
            component="a"
            href={hrefOf({ ...place, briefing: !place.briefing })}
            aria-label={t('conversation.showBriefing')}
          >
            <Icon name="briefing" size={20} />
          </ActionIcon>
        )}
        {layout === 'phone' ? <MoveMenu {...{ permits, onAsk }} all /> : <Moves {...{ permits, onAsk }} />}
      </div>
      <div className={classes.line}>
        {layout === 'phone' && <OwnerPill row={conversation} me={me} />}
        <p className={classes.facts}>
          <Icon name={channelIcons[channel]} size={15} />
          {t(`states.channel.${channel}`)} · {t(`states.language.${language}`)}
        </p>
        <PromiseLine row={conversation} me={me} />
      </div>
    </header>
  );
}

interface MovesProps {
  permits: Permits;
  onAsk(asking: Asking): void;
}

const moves: {
  asking: Asking;
  permit: keyof Permits;
  word: 'transfer' | 'release' | 'handBack' | 'close';
  icon: IconName;
}[] = [
  { asking: 'transfer', permit: 'transfer', word: 'transfer', icon: 'transfer' },
  { asking: 'hand-back', permit: 'handBack', word: 'handBack', icon: 'bot' },
  { asking: 'release', permit: 'release', word: 'release', icon: 'line' },
  { asking: 'close', permit: 'close', word: 'close', icon: 'closed' },
];

/** The three everyday moves as buttons, the rare one in a menu; whoever does not own it finds all in the menu. */
function Moves({ permits, onAsk }: MovesProps) {
  const { t } = useTranslation();
  if (!permits.isMine) return <MoveMenu permits={permits} onAsk={onAsk} all />;
  return (
    <div className={classes.moves}>
      {moves
        .filter(({ asking, permit }) => asking !== 'release' && permits[permit])
        .map(({ asking, word, icon }) => (
          <Button
            key={asking}
            size="compact-sm"
            variant="default"
            leftSection={<Icon name={icon} size={15} />}
            onClick={() => onAsk(asking)}
          >
            {t(`conversation.move.${word}`)}
          </Button>
        ))}
      <MoveMenu permits={permits} onAsk={onAsk} />
    </div>
  );
}

function MoveMenu({ permits, onAsk, all = false }: MovesProps & { all?: boolean }) {
  const { t } = useTranslation();
  const offered = moves.filter(({ asking, permit }) => permits[permit] && (all || asking === 'release'));
  if (offered.length === 0) return null;
  const choices = offered.map(({ asking, word, icon }) => ({
    name: asking,
    label: t(`conversation.move.${word}`),
    icon,
    onChoose: () => onAsk(asking),
  }));
  return <PopMenu label={t('conversation.move.more')} choices={choices} />;
}
