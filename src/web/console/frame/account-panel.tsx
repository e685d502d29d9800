// Everything about the person at the screen: whether they are there, how new waits are told, language, look, ways out.
import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalText } from '../conversation/refusal';
import { calls } from '../data/calls';
import { useCell } from '../data/cell';
import type { Me, Presence } from '../data/contract';
import { prefer, preferences } from '../data/kept';
import { keys, leftByChoice } from '../data/queries';
import { PasswordDialog } from '../later';
import { Dialog } from '../look/dialog';
import { Icon, type IconName } from '../look/icon';
import { toast } from '../notices/toasts';
import { playTone } from '../notices/tone';
import classes from './account-panel.module.css';
import { LanguageSwitch } from './language-switch';
import { go } from './place';

interface Props {
  me: Me;
  onHelp(): void;
  /** Closes what the panel stands in. */
  onLeave(): void;
}

export function AccountPanel({ me, onHelp, onLeave }: Props) {
  return (
    <div className={classes.panel}>
      <PresenceChoice me={me} />
      <NoticeSwitches />
      <LanguageAndLook />
      <Ways {...{ me, onHelp, onLeave }} />
    </div>
  );
}

function PresenceChoice({ me }: { me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();

  function setPresence(state: Presence) {
    client.setQueryData<Me | null>(keys.me, (now) => now && { ...now, presence: { state } });
    calls.setPresence(state).catch((error: unknown) => {
      toast('fault', refusalText(t, error));
      void client.invalidateQueries({ queryKey: keys.me });
    });
  }

  return (
    <div>
      <SegmentedControl
        fullWidth
        aria-label={t('frame.presence')}
        value={me.presence.state === 'away' ? 'away' : 'online'}
        data={(['online', 'away'] as const).map((state) => ({ value: state, label: t(`states.presence.${state}`) }))}
        onChange={(state) => setPresence(state === 'away' ? 'away' : 'online')}
      />
      <p className={classes.hint}>{t('frame.presenceHint')}</p>
    </div>
  );
}

/** Other places, and the way out. */
function Ways({ me, onHelp, onLeave }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isChangingPassword, setChangingPassword] = useState(false);

  async function signOut() {
    leftByChoice.set(true);
    await calls.signOut().catch(() => undefined);
    client.setQueryData(keys.me, null);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
  }

  const leaveTo = (act: () => void) => () => {
    onLeave();
    act();
  };
  return (
    <ul className={classes.links}>
      {me.roles.includes('administrator') && (
        <>
          <PanelLink icon="people" label={t('frame.people')} onClick={leaveTo(() => go({ page: 'people' }))} />
          <PanelLink icon="briefing" label={t('audit.title')} onClick={leaveTo(() => go({ page: 'audit' }))} />
        </>
      )}
      <PanelLink icon="lock" label={t('frame.password')} onClick={() => setChangingPassword(true)} />
      <PanelLink icon="keyboard" label={t('frame.help')} onClick={leaveTo(onHelp)} />
      <PanelLink icon="back" label={t('frame.signOut')} onClick={() => void signOut()} />
      {isChangingPassword && (
        <Suspense>
          <PasswordDialog onClose={() => setChangingPassword(false)} />
        </Suspense>
      )}
    </ul>
  );
}

function PanelLink({ icon, label, onClick }: { icon: IconName; label: string; onClick(): void }) {
  return (
    <li>
      <button type="button" className={classes.link} onClick={onClick}>
        <Icon name={icon} />
        {label}
      </button>
    </li>
  );
}

function NoticeSwitches() {
  const { t } = useTranslation();
  const { sound, desktop } = useCell(preferences);
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'));
  const isAllowed = permission === 'granted';

  async function setDesktop(isWanted: boolean) {
    if (!isWanted) return prefer({ desktop: false });
    const answer = isAllowed ? permission : await Notification.requestPermission();
    setPermission(answer);
    prefer({ desktop: answer === 'granted' });
  }

  function setSound(isWanted: boolean) {
    prefer({ sound: isWanted });
    if (isWanted) playTone('waiting');
  }

  return (
    <div className={classes.switches}>
      <Switch label={t('frame.sound')} checked={sound} onChange={(event) => setSound(event.currentTarget.checked)} />
      <Switch
        label={t('frame.desktop')}
        checked={desktop && isAllowed}
        disabled={permission === 'denied'}
        description={permission === 'denied' && t('frame.desktopBlocked')}
        onChange={(event) => void setDesktop(event.currentTarget.checked)}
      />
    </div>
  );
}

const looks = ['auto', 'light', 'dark'] as const;

function LanguageAndLook() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={classes.pairs}>
      <span>{t('frame.language')}</span>
      <LanguageSwitch />
      <span>{t('frame.look')}</span>
      <SegmentedControl
        size="xs"
        aria-label={t('frame.look')}
        value={colorScheme}
        data={looks.map((look) => ({ value: look, label: t(`frame.looks.${look}`) }))}
        onChange={(look) => setColorScheme(looks.find((known) => known === look) ?? 'auto')}
      />
    </div>
  );
}

/** The panel as a sheet, for phones. */
export function AccountSheet(props: Props) {
  return (
    <Dialog onClose={props.onLeave} title={props.me.name}>
      <AccountPanel {...props} />
    </Dialog>
  );
}
