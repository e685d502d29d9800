import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Mark } from '../look/icon';
import classes from './conversation-pane.module.css';

/** The shape of a conversation, so that nothing jumps when it arrives. */
export function ConversationSkeleton() {
  const { t } = useTranslation();
  return (
    <section className={classes.pane} role="status" aria-label={t('conversation.loading')}>
      <div className={classes.headSkeleton}>
        <i />
        <i />
      </div>
      <div className={classes.logSkeleton}>
        <i />
        <i data-side="right" />
        <i />
      </div>
    </section>
  );
}

/** Nothing chosen yet: say what to do next. */
export function NoConversation({ onHelp }: { onHelp(): void }) {
  const { t } = useTranslation();
  return (
    <section className={classes.message} id="conversation" tabIndex={-1}>
      <Mark size={48} />
      <h2>{t('conversation.idle.title')}</h2>
      <p>{t('conversation.idle.text')}</p>
      <dl className={classes.keys}>
        <dt>
          <Kbd>J</Kbd>
        </dt>
        <dd>{t('help.next')}</dd>
        <dt>
          <Kbd>↵</Kbd>
        </dt>
        <dd>{t('help.claim')}</dd>
        <dt>
          <Kbd>/</Kbd>
        </dt>
        <dd>{t('help.search')}</dd>
      </dl>
      <button type="button" className={classes.link} onClick={onHelp}>
        {t('conversation.idle.keys')}
      </button>
    </section>
  );
}
