// A refusal told kindly: who was faster and when, what the customer just did, what to do next.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { calls } from '../data/calls';
import type { Conversation, Owner } from '../data/contract';
import { keys } from '../data/queries';
import { ApiError, serverNow } from '../data/request';
import { toast } from '../notices/toasts';
import { agoText } from '../words/times';

const worthTellingMs = 10 * 60_000;

/** For failures outside a conversation. */
export function refusalText(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiError)) return t('refusal.offline');
  switch (error.code) {
    case 'offline':
    case 'email-taken':
    case 'too-many-attempts':
    case 'last-administrator':
    case 'not-allowed':
    case 'new-message':
    case 'promise-open':
      return t(`refusal.${error.code}`);
    default:
      return t('refusal.other', { message: error.message });
  }
}

/** Tells why a move was refused, after reading the conversation again, so that the screen already shows the truth. */
export function useTellRefusal(conversationId: string): (error: unknown) => Promise<void> {
  const client = useQueryClient();
  const { t } = useTranslation();
  return async (error) => {
    const now = await readAgain(client, conversationId, error);
    if (error instanceof ApiError && (error.code === 'already-claimed' || error.code === 'not-yours')) {
      toast('told', fasterText(t, error, now));
    } else if (error instanceof ApiError && error.code === 'new-message') {
      toast('told', t('refusal.new-message'));
    } else {
      toast('fault', refusalText(t, error));
    }
  };
}

async function readAgain(client: QueryClient, conversationId: string, error: unknown): Promise<Conversation | null> {
  if (!(error instanceof ApiError) || error.status !== 409) return null;
  void client.invalidateQueries({ queryKey: keys.rows });
  const queryKey = keys.conversation(conversationId);
  return client
    .fetchQuery({ queryKey, queryFn: () => calls.conversation(conversationId), staleTime: 0 })
    .catch(() => null);
}

function fasterText(t: TFunction, error: ApiError, now: Conversation | null): string {
  const owner = (error.details.owner ?? now?.owner) as Owner | undefined;
  const name = owner?.kind === 'agent' ? owner.name : undefined;
  if (error.code === 'not-yours') return name ? t('refusal.not-yours', { name }) : t('refusal.not-yours-nobody');
  const ago = claimedAgo(now, owner);
  const who = name ?? t('refusal.someone');
  return ago === null || ago > worthTellingMs
    ? t('refusal.already-claimed', { name: who })
    : t('refusal.already-claimed-ago', { name: who, ago: agoText(ago) });
}

function claimedAgo(now: Conversation | null, owner: Owner | undefined): number | null {
  const claims = now?.events?.filter(({ kind }) => kind === 'claimed' || kind === 'transferred') ?? [];
  const claim = claims.findLast(({ by }) => owner?.kind !== 'agent' || by.id === owner.id) ?? claims.at(-1);
  return claim ? Math.max(0, serverNow() - Date.parse(claim.at)) : null;
}
