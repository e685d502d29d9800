// The signed-in screen: views, list, conversation, briefing; on a phone one page at a time.
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BriefingPanel } from '../briefing/briefing-panel';
import { ConversationPane } from '../conversation/conversation-pane';
import { NoConversation } from '../conversation/pane-states';
import { useCell } from '../data/cell';
import type { Me } from '../data/contract';
import { useRows } from '../data/queries';
import { useFeed } from '../data/use-feed';
import { AuditPage, fetchLater, HelpSheet, PeoplePage } from '../later';
import { ConversationList } from '../line/conversation-list';
import { searchBoxId } from '../line/list-head';
import { lateBells, useDropSeenLateBell } from '../notices/late-bells';
import { readyTone } from '../notices/tone';
import { useBells } from '../notices/use-notices';
import { home, type LinePlace } from './address';
import classes from './frame.module.css';
import { type Layout, showsBriefing, useLayout } from './layout';
import { PhoneBar } from './phone-bar';
import { go, usePlace } from './place';
import { useShortcuts } from './shortcuts';
import { StatusLine } from './status-line';
import { ViewsRail } from './views-rail';

export function Frame({ me }: { me: Me }) {
  const place = usePlace();
  const layout = useLayout();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const waiting = useRows('waiting', '');
  const counts = waiting.data?.pages[0]?.counts;
  const line = place.page === 'line' ? place : null;

  usePageLife(counts?.waiting ?? 0, line?.conversationId ?? null);
  useShortcuts({
    j: () => openNext(waiting.data?.pages.flatMap((page) => page.items.map((row) => row.id)) ?? [], line),
    '/': () => document.getElementById(searchBoxId)?.focus(),
    '?': () => setHelpOpen(true),
  });

  const onHelp = () => setHelpOpen(true);
  const isPhonePane = layout === 'phone' && line?.conversationId;
  return (
    <div className={classes.screen}>
      <div className={classes.frame} data-layout={layout} data-page={place.page}>
        {layout !== 'phone' && <ViewsRail {...{ me, place, counts, layout, onHelp }} />}
        <main className={classes.main} data-page={place.page}>
          {line ? (
            <Line {...{ me, layout, onHelp }} place={line} />
          ) : (
            <Suspense>{place.page === 'audit' ? <AuditPage /> : <PeoplePage me={me} />}</Suspense>
          )}
        </main>
        {layout === 'phone' && !isPhonePane && <PhoneBar {...{ me, place, counts, onHelp }} />}
      </div>
      <StatusLine />
      {isHelpOpen && (
        <Suspense>
          <HelpSheet onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
      {counts && <WaitingSpoken count={counts.waiting} />}
    </div>
  );
}

/** Read out when it changes. */
function WaitingSpoken({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <p className="for-readers" aria-live="polite">
      {count > 0 ? t('frame.waitingNow', { count }) : t('frame.noneWaiting')}
    </p>
  );
}

interface LineProps {
  me: Me;
  place: LinePlace;
  layout: Layout;
  onHelp(): void;
}

function Line({ me, place, layout, onHelp }: LineProps) {
  const { conversationId, briefing } = place;
  const pane = conversationId ? (
    <ConversationPane {...{ conversationId, me, place, layout }} />
  ) : (
    <NoConversation onHelp={onHelp} />
  );
  if (layout === 'phone') {
    if (!conversationId) return <ConversationList place={place} me={me} />;
    return briefing ? <BriefingPanel place={place} layout={layout} /> : pane;
  }
  return (
    <>
      <ConversationList place={place} me={me} />
      <div className={classes.middle}>
        {pane}
        {layout === 'medium' && conversationId && briefing && (
          <div className={classes.drawer}>
            <BriefingPanel place={place} layout={layout} />
          </div>
        )}
      </div>
      {showsBriefing(layout) && <BriefingPanel place={place} layout={layout} />}
    </>
  );
}

/** The next one waiting after the open one, else the first; the keyboard then belongs to the conversation. */
function openNext(waiting: string[], place: LinePlace | null) {
  const at = waiting.indexOf(place?.conversationId ?? '');
  const next = waiting[at + 1] ?? waiting[0];
  if (!next) return;
  go({ ...home, conversationId: next });
  requestAnimationFrame(() => document.getElementById('conversation')?.focus());
}

/** What goes on for as long as somebody is signed in. */
function usePageLife(waiting: number, openId: string | null) {
  useFeed(useBells());
  useDropSeenLateBell(openId);
  useEffect(readyTone, []);
  useEffect(fetchLater, []);
  useTitle(waiting);
}

function useTitle(waiting: number) {
  const { t } = useTranslation();
  const hasLate = useCell(lateBells).length > 0;
  useEffect(() => {
    const title = waiting > 0 ? t('frame.titleWaiting', { count: waiting }) : 'Ascolto';
    document.title = hasLate ? t('frame.titleLate', { title }) : title;
  }, [waiting, hasLate, t]);
}
