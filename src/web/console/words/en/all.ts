import { briefing, composer } from './composer';
import { conversation } from './conversation';
import { frame, help, signIn } from './frame';
import { line } from './line';
import { password, people, refusal } from './people';
import { states } from './states';

export const all = { briefing, composer, conversation, frame, help, line, password, people, refusal, signIn, states };
