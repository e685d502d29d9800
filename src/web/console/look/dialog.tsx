// A question above the page, on the browser's own <dialog>: it holds the focus, makes the rest inert and closes on Escape.
import { CloseButton } from '@mantine/core';
import { type PointerEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

interface Props {
  title: string;
  onClose(): void;
  children: ReactNode;
}

/** Mount it to open it. The element marked `data-autofocus` gets the focus, else the first one. */
export function Dialog({ title, onClose, children }: Props) {
  const { t } = useTranslation();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => element?.close();
  }, []);
  // Only a press that begins outside closes: selecting text may well end there.
  const onPointerDown = (event: PointerEvent) => event.target === dialog.current && onClose();
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={titleId}
      onPointerDown={onPointerDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={classes.body}>
        <header className={classes.head}>
          <h2 id={titleId}>{title}</h2>
          <CloseButton aria-label={t('frame.close')} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
