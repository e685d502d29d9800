// Who did what with people and data, newest first; for administrators.
import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { refusalText } from '../conversation/refusal';
import type { AuditEntry, Colleague } from '../data/contract';
import { useAgents, useAudit } from '../data/queries';
import { home, hrefOf } from '../frame/address';
import { Icon } from '../look/icon';
import { fullMoment, shortMoment } from '../words/times';
import { useNow } from '../words/use-now';
import classes from './audit.module.css';

export function AuditPage() {
  const { t } = useTranslation();
  const audit = useAudit();
  const agents = useAgents().data ?? [];
  const entries = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.page} aria-busy={audit.isPending}>
      <header className={classes.head}>
        <a className={classes.back} href={hrefOf(home)}>
          <Icon name="back" size={16} /> {t('people.back')}
        </a>
        <h1>{t('audit.title')}</h1>
        <p className={classes.soft}>{t('audit.lead')}</p>
      </header>
      {audit.isError && <p role="alert">{refusalText(t, audit.error)}</p>}
      {audit.isSuccess && entries.length === 0 && <p className={classes.soft}>{t('audit.empty')}</p>}
      {entries.length > 0 && (
        <ol className={classes.entries}>
          {entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} agents={agents} />
          ))}
        </ol>
      )}
      {audit.hasNextPage && (
        <Button variant="default" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry, agents }: { entry: AuditEntry; agents: Colleague[] }) {
  const { t, i18n } = useTranslation();
  const { at, action, facts } = entry;
  const now = useNow(60_000);
  const word = i18n.exists(`audit.action.${action}`) ? t(`audit.action.${action as 'claimed'}`) : action;
  const about = aboutText(t, entry, agents);
  const figures = Object.entries(facts)
    .filter(([name]) => i18n.exists(`audit.fact.${name}`))
    .map(([name, value]) => `${t(`audit.fact.${name as 'files'}`)} ${factText(t, name, String(value))}`);
  return (
    <li className={classes.entry} data-action={action}>
      <time dateTime={at} title={fullMoment(at)}>
        {shortMoment(at, now)}
      </time>
      <div className={classes.what}>
        <strong>{word}</strong>
        <span className={classes.soft}>{[about, ...figures].filter((part) => part !== '').join(' · ')}</span>
      </div>
      <span className={classes.who}>{actorText(t, entry, agents)}</span>
    </li>
  );
}

/** Names of roles and fields are kept as one text of words. */
function factText(t: TFunction, name: string, value: string): string {
  const words = value.split(' ');
  if (name === 'roles') return words.map((role) => t(`people.role.${role as 'agent'}`)).join(', ');
  if (name === 'fields') return words.map((field) => t(`audit.field.${field as 'name'}`)).join(', ');
  return name === 'active' ? t(`audit.active.${value as 'true'}`) : value;
}

function actorText(t: TFunction, { by }: AuditEntry, agents: Colleague[]): string {
  if (by === null) return t('audit.nobody');
  if (by === 'command') return t('audit.command');
  if (by === 'system') return t('audit.system');
  return agents.find((agent) => agent.id === by)?.name ?? by;
}

const shownMark = 8;

/** Customers and conversations are there as a hash only: its beginning tells two entries about the same one. */
function aboutText(t: TFunction, { action, by, about }: AuditEntry, agents: Colleague[]): string {
  if (about === null || about === by) return '';
  const agent = agents.find(({ id }) => id === about);
  if (agent) return agent.name;
  const mark = about.slice(0, shownMark);
  if (action === 'claimed' || action === 'transferred') return t('audit.aConversation', { mark });
  if (action === 'sign-in-failed' || action === 'password-reset') return t('audit.anAccount', { mark });
  return t('audit.aCustomer', { mark });
}
