import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calls } from '../data/calls';
import { keys } from '../data/queries';
import { ApiError } from '../data/request';
import { LanguageSwitch } from '../frame/language-switch';
import { Icon, Mark } from '../look/icon';
import { PasswordField } from '../look/password-field';
import { spanText } from '../words/times';
import classes from './sign-in-page.module.css';

/** `hasEnded`: the person was signed in a moment ago. */
export function SignInPage({ hasEnded }: { hasEnded: boolean }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('signIn.title')} · Ascolto`;
  }, [t]);
  return (
    <main className={classes.page}>
      <section className={classes.card}>
        <header className={classes.brand}>
          <Mark size={44} />
          <div>
            <h1>Ascolto</h1>
            <p>{t('signIn.lead')}</p>
          </div>
        </header>
        {hasEnded && (
          <p className={classes.ended} role="status">
            <Icon name="info" /> {t('signIn.ended')}
          </p>
        )}
        <SignInForm />
        <p className={classes.soft}>{t('signIn.lost')}</p>
      </section>
      <footer className={classes.foot}>
        <p>{t('signIn.promise')}</p>
        <LanguageSwitch />
      </footer>
    </main>
  );
}

function SignInForm() {
  const { t } = useTranslation();
  const form = useSignIn();
  return (
    <form className={classes.form} onSubmit={(event) => void form.submit(event)} noValidate>
      <TextInput
        label={t('signIn.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        size="md"
        value={form.email}
        onChange={(event) => form.setEmail(event.currentTarget.value)}
      />
      <PasswordField
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        size="md"
        value={form.password}
        onText={form.setPassword}
      />
      <p className={classes.fault} role="alert">
        {form.fault}
      </p>
      <Button type="submit" size="md" loading={form.isBusy}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

function useSignIn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!email.trim() || !password) return setFault(t('signIn.missing'));
    setBusy(true);
    setFault('');
    try {
      await calls.signIn(email.trim(), password);
      await client.fetchQuery({ queryKey: keys.me, queryFn: calls.me, staleTime: 0 });
    } catch (error) {
      setFault(faultText(t, error));
      setBusy(false);
    }
  }

  return { email, setEmail, password, setPassword, isBusy, fault, submit };
}

function faultText(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiError)) return t('refusal.offline');
  if (error.status === 401) return t('signIn.wrong');
  if (error.status === 429) return t('signIn.tooMany', { time: spanText(Math.max(1, error.retryAfterSeconds) * 1000) });
  return error.status === 0 ? t('refusal.offline') : t('refusal.other', { message: error.message });
}
