import { Kbd, Switch } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { sendKeys } from '../conversation/send-keys';
import { useCell } from '../data/cell';
import { prefer, preferences } from '../data/kept';
import { Dialog } from '../look/dialog';
import classes from './help-sheet.module.css';

const shortcuts = [
  [['↵'], 'claim'],
  [['J'], 'next'],
  [['↑', '↓'], 'move'],
  [['/'], 'search'],
  [['R'], 'write'],
  [[sendKeys], 'send'],
  [['/'], 'canned'],
  [['Esc'], 'leave'],
  [['N'], 'note'],
  [['T'], 'transfer'],
  [['B'], 'handBack'],
  [['E'], 'close'],
  [['?'], 'help'],
] as const;

export function HelpSheet({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { singleKeys } = useCell(preferences);
  return (
    <Dialog onClose={onClose} title={t('help.title')}>
      <p className={classes.lead}>{t('help.lead')}</p>
      <dl className={classes.keys}>
        {shortcuts.map(([keys, word]) => (
          <Fragment key={word}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`help.${word}`)}</dd>
          </Fragment>
        ))}
      </dl>
      <Switch
        label={t('help.singleKeys')}
        description={t('help.singleKeysHint')}
        checked={singleKeys}
        onChange={(event) => prefer({ singleKeys: event.currentTarget.checked })}
      />
    </Dialog>
  );
}
