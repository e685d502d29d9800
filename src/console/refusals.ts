// What an agent is told when the desk refuses a move: 409 with the owner, in a sentence that says what to do.
import { CareError } from '../errors';
import type { DeskRefusal, DeskResult } from '../handoff/desk';

const sentences: Record<DeskRefusal, string> = {
  'already-claimed': 'Somebody else was faster.',
  'not-yours': 'This conversation belongs to somebody else.',
  'promise-open':
    'A promise to the customer is open: answer first, or release it with a reason that the customer will read.',
  'new-message': 'The customer wrote in the meantime: read it first.',
  closed: 'This conversation is closed.',
  'not-waiting': 'This conversation is not waiting.',
  'not-with-bot': 'This conversation is not with the assistant.',
  'id-reused': 'This clientId was used for another message.',
  'no-such-agent': 'There is no such active agent.',
};

export function refusalOf({ because, conversation }: Extract<DeskResult, { kind: 'refused' }>): CareError {
  const { owner, version, phase } = conversation;
  const status = because === 'no-such-agent' ? 400 : 409;
  return new CareError(because, sentences[because], { status, details: { owner, version, phase } });
}
