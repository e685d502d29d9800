// Signed in or not: the one decision above everything else.
import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './conversation/conversation-pane.module.css';
import { useCell } from './data/cell';
import { leftByChoice, useMe } from './data/queries';
import { Frame } from './frame/frame';
import { SignInPage } from './sign-in/sign-in-page';

export function Console() {
  const { t } = useTranslation();
  const me = useMe();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  const isLeft = useCell(leftByChoice);
  useEffect(() => {
    if (!me.data) return;
    setWasSignedIn(true);
    leftByChoice.set(false);
  }, [me.data]);
  if (me.data) return <Frame me={me.data} />;
  if (me.data === null) return <SignInPage hasEnded={wasSignedIn && !isLeft} />;
  return (
    <main className={classes.message}>
      {me.isError ? (
        <>
          <p role="alert">{t('refusal.offline')}</p>
          <Button onClick={() => void me.refetch()}>{t('line.retry')}</Button>
        </>
      ) : (
        <Loader size="sm" aria-label={t('line.loading')} />
      )}
    </main>
  );
}
