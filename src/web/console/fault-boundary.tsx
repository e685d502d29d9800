import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import classes from './conversation/conversation-pane.module.css';

/** The last net: says that something broke and offers the one thing that helps; drafts are kept in the browser. */
export class FaultBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <main className={classes.message} role="alert">
        <Translation>{(t) => <p>{t('frame.broken')}</p>}</Translation>
        <Button onClick={() => window.location.reload()}>
          <Translation>{(t) => t('frame.reload')}</Translation>
        </Button>
      </main>
    );
  }
}
