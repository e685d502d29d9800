// The place of the open conversation: the conversation once it is there, else what is the matter.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Me } from '../data/contract';
import { useConversation } from '../data/queries';
import { ApiError } from '../data/request';
import type { LinePlace } from '../frame/address';
import type { Layout } from '../frame/layout';
import classes from './conversation-pane.module.css';
import { OpenConversation } from './open-conversation';
import { ConversationSkeleton } from './pane-states';

interface Props {
  conversationId: string;
  me: Me;
  place: LinePlace;
  layout: Layout;
}

export function ConversationPane({ conversationId, ...rest }: Props) {
  const { t } = useTranslation();
  const conversation = useConversation(conversationId);
  if (conversation.data) return <OpenConversation key={conversationId} conversation={conversation.data} {...rest} />;
  if (conversation.isPending) return <ConversationSkeleton />;
  const isGone = conversation.error instanceof ApiError && conversation.error.status === 404;
  return (
    <section className={classes.message} role="alert">
      <p>{isGone ? t('conversation.notFound') : t('conversation.failed')}</p>
      {!isGone && (
        <Button variant="default" onClick={() => void conversation.refetch()}>
          {t('line.retry')}
        </Button>
      )}
    </section>
  );
}
