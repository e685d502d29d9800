// What an agent reads first: why now, facts with the message they stand on, what was tried and promised, earlier contacts.
import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pointAt } from '../conversation/point-at';
import { useConversation } from '../data/queries';
import { hrefOf, type LinePlace } from '../frame/address';
import { type Layout, showsBriefing } from '../frame/layout';
import { go } from '../frame/place';
import { Icon } from '../look/icon';
import classes from './briefing.module.css';
import { BriefingBody } from './briefing-body';

interface Props {
  place: LinePlace;
  /** Anywhere but on a wide screen it covers the conversation, and has a way back. */
  layout: Layout;
}

export function BriefingPanel({ place, layout }: Props) {
  const { t } = useTranslation();
  const isPage = !showsBriefing(layout);
  // Alone on a phone's screen it is the page's title.
  const Heading = layout === 'phone' ? 'h1' : 'h2';
  const conversationHref = hrefOf({ ...place, briefing: false });
  return (
    <aside className={classes.panel} aria-label={t('briefing.label')}>
      <header className={classes.head}>
        {isPage && (
          <ActionIcon component="a" href={conversationHref} aria-label={t('briefing.back')}>
            <Icon name="back" size={22} />
          </ActionIcon>
        )}
        <Heading>{t('briefing.label')}</Heading>
      </header>
      {place.conversationId ? (
        <Loaded conversationId={place.conversationId} place={place} layout={layout} />
      ) : (
        <p className={classes.empty}>{t('briefing.empty')}</p>
      )}
    </aside>
  );
}

interface LoadedProps {
  conversationId: string;
  place: LinePlace;
  layout: Layout;
}

function Loaded({ conversationId, place, layout }: LoadedProps) {
  const conversation = useConversation(conversationId);
  if (!conversation.data) return <Skeleton isLoading={conversation.isPending} />;
  const goTo = (messageId: string) => {
    pointAt(messageId);
    if (!showsBriefing(layout)) go({ ...place, briefing: false });
  };
  return (
    <div className={classes.scroller}>
      <BriefingBody conversation={conversation.data} place={place} onGoTo={goTo} />
    </div>
  );
}

function Skeleton({ isLoading }: { isLoading: boolean }) {
  if (!isLoading) return null;
  return (
    <div className={classes.skeleton} aria-hidden="true">
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}
