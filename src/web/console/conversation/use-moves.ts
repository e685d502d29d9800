// What a person can do with the open conversation. Every move answers with the conversation as it then is; a refusal is
// told and the screen shows the truth.
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { calls } from '../data/calls';
import type { Conversation, Me, Outcome, Release } from '../data/contract';
import { discard, send, type Unsent } from '../data/outbox';
import { useAccept } from '../data/queries';
import { ApiError } from '../data/request';
import { lastSeqOf } from '../data/typing';
import { toast } from '../notices/toasts';
import { useTellRefusal } from './refusal';

/** `failed` may work when tried again as it is; `refused` needs another look. Both have been told. */
export type Ran = 'done' | 'refused' | 'failed';

export type Moves = ReturnType<typeof useMoves>;

export function useMoves(conversation: Conversation, me: Me) {
  const { t } = useTranslation();
  const { isBusy, run } = useRun(conversation.id);
  const { id, version } = conversation;
  return {
    isBusy,
    ...useReplies(conversation, me),
    claim: () => run(() => calls.claim(id, version)),
    addNote: (text: string) => run(() => calls.addNote(id, text)),
    transfer: (to: { id: string; name: string }) =>
      run(() => calls.transfer(id, to.id), t('conversation.done.transferred', { name: to.name })),
    release: () => run(() => calls.release(id), t('conversation.done.released')),
    /** `seenSeq`: the newest message the person had read when they decided; a later one refuses the move. */
    handBack: (seenSeq: number, release?: Release) =>
      run(() => calls.handBack(id, seenSeq, release), t('conversation.done.handedBack')),
    close: (outcome: Outcome, seenSeq: number, release?: Release) => {
      const done = t('conversation.done.closed', { outcome: t(`states.outcome.${outcome}`).toLocaleLowerCase() });
      return run(() => calls.close(id, outcome, seenSeq, release), done);
    },
  };
}

function useRun(conversationId: string) {
  const accept = useAccept();
  const tellRefusal = useTellRefusal(conversationId);
  const move = useMutation({
    mutationFn: (call: () => Promise<Conversation>) => call(),
    onSuccess: accept,
  });

  /** `done` is said when it happened. */
  async function run(call: () => Promise<Conversation>, done?: string): Promise<Ran> {
    try {
      await move.mutateAsync(call);
    } catch (error) {
      await tellRefusal(error);
      return error instanceof ApiError && error.isPassing ? 'failed' : 'refused';
    }
    if (done) toast('done', done);
    return 'done';
  }

  return { isBusy: move.isPending, run };
}

/** Replies take the way of the outbox: shown at once, kept when they fail. */
function useReplies(conversation: Conversation, me: Me) {
  const accept = useAccept();

  async function resend(unsent: Omit<Unsent, 'state'>) {
    const answered = await send(unsent);
    if (answered) accept(answered);
  }

  const reply = (text: string) =>
    resend({
      clientId: crypto.randomUUID(),
      conversationId: conversation.id,
      agentId: me.id,
      text,
      at: new Date().toISOString(),
      afterSeq: lastSeqOf(conversation),
    });
  return { reply, resend, discard: (unsent: Unsent) => discard(unsent.clientId) };
}

/** What this person may do now: whoever owns it, a manager, or anyone while no person does. */
export function permitsOf(conversation: Conversation, me: Me) {
  const { phase, owner } = conversation;
  const isMine = owner.kind === 'agent' && owner.id === me.id;
  const manages = me.roles.some((role) => role !== 'agent');
  const mayAct = phase !== 'closed' && (phase !== 'human' || isMine || manages);
  return {
    isMine,
    claim: phase === 'waiting' || phase === 'bot',
    transfer: phase === 'human' && mayAct,
    release: phase === 'human' && mayAct,
    handBack: (phase === 'human' || phase === 'waiting') && mayAct,
    close: mayAct,
  };
}

export type Permits = ReturnType<typeof permitsOf>;
