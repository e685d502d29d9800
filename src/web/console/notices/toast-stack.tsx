import { CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import { Icon } from '../look/icon';
import classes from './toast-stack.module.css';
import { dismissToast, toasts } from './toasts';

const icons = { done: 'closed', told: 'info', fault: 'warning' } as const;

export function ToastStack() {
  const { t } = useTranslation();
  const shown = useCell(toasts);
  const stack = useRef<HTMLDivElement>(null);
  // Shown anew each time, so that it lies above a dialog that was opened meanwhile.
  useEffect(() => {
    stack.current?.hidePopover();
    if (shown.length > 0) stack.current?.showPopover();
  }, [shown]);
  return (
    <div ref={stack} popover="manual" className={classes.stack} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={classes.toast} data-tone={toast.tone}>
          <Icon name={icons[toast.tone]} />
          <span>{toast.text}</span>
          <CloseButton size="sm" aria-label={t('frame.dismiss')} onClick={() => dismissToast(toast.id)} />
        </div>
      ))}
    </div>
  );
}
