// The console's own texts for agents; customers' words live in dialogs/. Italian is the model, English follows its shape.
import { briefing, composer } from './composer';
import { conversation } from './conversation';
import { audit, customer } from './customer';
import { frame, help, signIn } from './frame';
import { line } from './line';
import { password, people, refusal } from './people';
import { states } from './states';

export const all = {
  audit,
  briefing,
  composer,
  conversation,
  customer,
  frame,
  help,
  line,
  password,
  people,
  refusal,
  signIn,
  states,
};
