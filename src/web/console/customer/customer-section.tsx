// What the shop owes the customer about their data: the wish not to be contacted, and for administrators a copy and the end.
import { Button, Switch } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../briefing/briefing-parts';
import { refusalText } from '../conversation/refusal';
import { calls } from '../data/calls';
import type { Conversation } from '../data/contract';
import { useAccept, useMe } from '../data/queries';
import type { LinePlace } from '../frame/address';
import { EraseDialog } from '../later';
import { Icon } from '../look/icon';
import { toast } from '../notices/toasts';
import classes from './customer.module.css';
import { saveAs } from './save-as';

interface Props {
  conversation: Conversation;
  place: LinePlace;
}

export function CustomerSection({ conversation, place }: Props) {
  const { t } = useTranslation();
  const me = useMe().data;
  const [isErasing, setErasing] = useState(false);
  return (
    <>
      <Section title={t('customer.title')}>
        <OptOut conversation={conversation} />
        {me?.roles.includes('administrator') && <Rights conversation={conversation} onErase={() => setErasing(true)} />}
      </Section>
      {isErasing && (
        <Suspense>
          <EraseDialog conversation={conversation} place={place} onDone={() => setErasing(false)} />
        </Suspense>
      )}
    </>
  );
}

function OptOut({ conversation }: Pick<Props, 'conversation'>) {
  const { t } = useTranslation();
  const accept = useAccept();
  // Shown at once; the server's answer replaces it.
  const [wished, setWished] = useState<boolean | null>(null);

  async function choose(isOptedOut: boolean) {
    setWished(isOptedOut);
    try {
      accept(await calls.setOptOut(conversation.id, isOptedOut));
    } catch (error) {
      toast('fault', refusalText(t, error));
    }
    setWished(null);
  }

  return (
    <Switch
      label={t('customer.optOut')}
      description={t('customer.optOutHint')}
      checked={wished ?? conversation.optedOut ?? false}
      disabled={wished !== null}
      onChange={(event) => void choose(event.currentTarget.checked)}
    />
  );
}

function Rights({ conversation, onErase }: Pick<Props, 'conversation'> & { onErase(): void }) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);

  async function download() {
    setBusy(true);
    try {
      saveAs(t('customer.exportName'), await calls.exportCustomer(conversation.id));
      toast('done', t('customer.exported'));
    } catch (error) {
      toast('fault', refusalText(t, error));
    }
    setBusy(false);
  }

  return (
    <div className={classes.rights}>
      <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => void download()}>
        {t('customer.export')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        leftSection={<Icon name="warning" size={15} />}
        onClick={onErase}
      >
        {t('customer.erase')}
      </Button>
    </div>
  );
}
