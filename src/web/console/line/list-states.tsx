import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './conversation-list.module.css';

/** As high as real rows, so that nothing moves when they arrive. */
export function ListSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('line.loading')}>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className={classes.skeleton}>
          <span />
          <div>
            <i />
            <i />
            <i />
          </div>
        </div>
      ))}
    </div>
  );
}

export function ListFault({ onRetry }: { onRetry(): void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.message} role="alert">
      <p>{t('line.failed')}</p>
      <Button variant="default" onClick={onRetry}>
        {t('line.retry')}
      </Button>
    </div>
  );
}

export function ListEnd({ isLoading, onMore }: { isLoading: boolean; onMore(): void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.end}>
      <Button variant="subtle" loading={isLoading} onClick={onMore}>
        {t('line.more')}
      </Button>
    </div>
  );
}
