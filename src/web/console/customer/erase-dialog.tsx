// Asks before everything of a customer goes: what there is, what ends with it, and that it cannot be undone.
import { Checkbox, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalText } from '../conversation/refusal';
import { calls } from '../data/calls';
import type { Conversation, CustomerSummary } from '../data/contract';
import { forgetConversation } from '../data/forget';
import { keys, useCustomerSummary } from '../data/queries';
import type { LinePlace } from '../frame/address';
import { go } from '../frame/place';
import { Dialog } from '../look/dialog';
import layout from '../look/dialog.module.css';
import { DialogButtons } from '../look/dialog-buttons';
import { Icon } from '../look/icon';
import { toast } from '../notices/toasts';
import { dateText } from '../words/times';
import classes from './customer.module.css';

interface Props {
  conversation: Conversation;
  place: LinePlace;
  onDone(): void;
}

export function EraseDialog({ conversation, place, onDone }: Props) {
  const { t } = useTranslation();
  const summary = useCustomerSummary(conversation.id);
  const erasing = useErase(conversation.id, place, onDone);
  const [isSure, setSure] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isSure) void erasing.erase();
  }

  return (
    <Dialog onClose={onDone} title={t('customer.eraseAsk.title')}>
      <form className={layout.form} onSubmit={submit}>
        <p className={layout.lead}>{t('customer.eraseAsk.text')}</p>
        {summary.data ? (
          <Lost summary={summary.data} />
        ) : (
          !summary.isError && <Loader size="sm" aria-label={t('customer.eraseAsk.loading')} />
        )}
        <p className={layout.lead}>
          {t('customer.eraseAsk.exportFirst')} {t('customer.eraseAsk.backups')}
        </p>
        <Checkbox
          label={t('customer.eraseAsk.sure')}
          checked={isSure}
          data-autofocus
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <p className={layout.fault} role="alert">
          {erasing.fault ?? (summary.isError ? refusalText(t, summary.error) : '')}
        </p>
        <DialogButtons
          label={t('customer.eraseAsk.confirm')}
          isBusy={erasing.isBusy}
          isDisabled={!isSure || !summary.data}
          isGrave
          onCancel={onDone}
        />
      </form>
    </Dialog>
  );
}

function useErase(conversationId: string, place: LinePlace, onDone: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function erase() {
    setBusy(true);
    setFault(undefined);
    try {
      await calls.eraseCustomer(conversationId);
    } catch (error) {
      setBusy(false);
      return setFault(refusalText(t, error));
    }
    onDone();
    go({ ...place, conversationId: null, briefing: false });
    forgetConversation(client, conversationId);
    void client.invalidateQueries({ queryKey: keys.rows });
    toast('done', t('customer.eraseAsk.done'));
  }

  return { erase, isBusy, fault };
}

function Lost({ summary }: { summary: CustomerSummary }) {
  const { t } = useTranslation();
  const { conversations, messages, files, names, emails, firstAt, lastAt, openPromises } = summary;
  const who = [...names, ...emails].join(', ');
  return (
    <>
      <ul className={classes.lost}>
        <li>
          {t('customer.eraseAsk.conversations', { count: conversations })}
          {firstAt && lastAt && <small>{spanOf(t, dateText(firstAt), dateText(lastAt))}</small>}
        </li>
        <li>{t('customer.eraseAsk.messages', { count: messages })}</li>
        {files > 0 && <li>{t('customer.eraseAsk.files', { count: files })}</li>}
        {who && (
          <li>
            {t('customer.eraseAsk.contact')}
            <small dir="auto">{who}</small>
          </li>
        )}
      </ul>
      {openPromises > 0 && (
        <p className={classes.promise}>
          <Icon name="warning" size={16} />
          <span>{t('customer.eraseAsk.promise', { count: openPromises })}</span>
        </p>
      )}
    </>
  );
}

const spanOf = (t: TFunction, from: string, to: string): string =>
  from === to ? to : t('customer.eraseAsk.since', { from, to });
