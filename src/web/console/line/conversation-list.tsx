// The list of one view: search, live rows that keep still under the pointer, more on demand, and words when it is empty.
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCell } from '../data/cell';
import type { Me, Row } from '../data/contract';
import { type DraftKind, draftKey, drafts, seen } from '../data/kept';
import { outbox } from '../data/outbox';
import { useRows } from '../data/queries';
import { hrefOf, type LinePlace } from '../frame/address';
import { lateBells } from '../notices/late-bells';
import { useNow } from '../words/use-now';
import classes from './conversation-list.module.css';
import { ConversationRow } from './conversation-row';
import { EmptyList } from './empty-list';
import { ListHead } from './list-head';
import { ListEnd, ListFault, ListSkeleton } from './list-states';
import { useHeld } from './use-held';
import { useSteadyRows } from './use-steady-rows';

const noRows: Row[] = [];
const draftKinds: DraftKind[] = ['reply', 'note'];

export function ConversationList({ place, me }: { place: LinePlace; me: Me }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRows(place.view, place.words);
  const fresh = useMemo(() => rows.data?.pages.flatMap((page) => page.items) ?? noRows, [rows.data]);
  const steady = useSteadyRows(fresh, useHeld(scroller), `${place.view}?${place.words}`);
  const counts = rows.data?.pages[0]?.counts;
  const isEmpty = rows.isSuccess && steady.rows.length === 0;
  return (
    <section className={classes.list} aria-label={t('line.listLabel', { view: t(`line.views.${place.view}`) })}>
      <ListHead place={place} heldCount={steady.heldCount} onShowHeld={() => scroller.current?.scrollTo({ top: 0 })} />
      <div ref={scroller} className={classes.scroller} aria-busy={rows.isPending}>
        {rows.isPending && <ListSkeleton />}
        {rows.isError && !rows.data && <ListFault onRetry={() => void rows.refetch()} />}
        {isEmpty && <EmptyList place={place} counts={counts} />}
        <Rows steady={steady.rows} place={place} me={me} />
        {rows.hasNextPage && <ListEnd isLoading={rows.isFetchingNextPage} onMore={() => void rows.fetchNextPage()} />}
      </div>
    </section>
  );
}

interface RowsProps {
  steady: { row: Row; isGone: boolean }[];
  place: LinePlace;
  me: Me;
}

function Rows({ steady, place, me }: RowsProps) {
  const now = useNow(1000);
  const seenUntil = useCell(seen);
  const pendingOf = usePending(me);
  const rung = useCell(lateBells);
  return (
    <ul onKeyDown={moveFocus}>
      {steady.map(({ row, isGone }) => (
        <li key={row.id}>
          <ConversationRow
            row={row}
            me={me}
            now={coarse(now, row)}
            href={hrefOf({ ...place, conversationId: row.id, briefing: false })}
            isOpen={row.id === place.conversationId}
            isGone={isGone}
            isUnread={
              isMine(row, me) && row.id !== place.conversationId && row.lastMessageAt > (seenUntil[row.id] ?? '')
            }
            hasLateBell={rung.includes(row.id)}
            pending={pendingOf(row.id)}
          />
        </li>
      ))}
    </ul>
  );
}

const youngMs = 60_000;
const coarseMs = 10_000;

/** Rows that count seconds follow every second; the others only every ten, which spares a long list the work. */
function coarse(now: number, row: Row): number {
  const since = Date.parse(row.waitingSince ?? row.customerWaitingSince ?? row.lastMessageAt);
  return now - since < youngMs ? now : Math.floor(now / coarseMs) * coarseMs;
}

function isMine(row: Row, me: Me): boolean {
  return row.owner.kind === 'agent' && row.owner.id === me.id;
}

function usePending(me: Me): (conversationId: string) => 'draft' | 'unsent' | null {
  const kept = useCell(drafts);
  const unsent = useCell(outbox);
  return (conversationId) => {
    const isFailed = unsent.some((reply) => reply.conversationId === conversationId && reply.state === 'failed');
    if (isFailed) return 'unsent';
    return draftKinds.some((kind) => kept[draftKey(me.id, conversationId, kind)]) ? 'draft' : null;
  };
}

/** Arrow keys, Home and End walk through the rows. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-row]')];
  const at = links.findIndex((one) => one.matches(':focus'));
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (at < 0 || target === undefined) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, target))]?.focus();
}
