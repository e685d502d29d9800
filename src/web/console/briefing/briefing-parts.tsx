import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './briefing.module.css';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface LinkProps {
  messageId: string;
  onGoTo(messageId: string): void;
  children: ReactNode;
}

/** Everything the briefing says can be traced to the message it stands on. */
export function MessageLink({ messageId, onGoTo, children }: LinkProps) {
  const { t } = useTranslation();
  return (
    <button type="button" className={classes.link} title={t('briefing.goTo')} onClick={() => onGoTo(messageId)}>
      {children}
    </button>
  );
}

export function Contact({ email, name }: { email: string; name: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(email).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <p className={classes.contact}>
      <a className={classes.link} href={`mailto:${email}`} title={name}>
        {email}
      </a>
      <Button size="compact-xs" variant="subtle" onClick={copy}>
        {isCopied ? t('briefing.copied') : t('briefing.copy')}
      </Button>
    </p>
  );
}
