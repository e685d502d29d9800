// The duties towards customers' data for a command: store, log of conversations and a desk that lets go, without an app.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { namedCustomerId } from '../channels/web/identity';
import { systemClock } from '../clock';
import type { Config } from '../config';
import { createJournal } from '../conversation/journal';
import { loadPolicy } from '../dialogs/policy';
import { loadTexts } from '../dialogs/texts';
import { CareError } from '../errors';
import { createDesk } from '../handoff/desk';
import { createLine } from '../handoff/line';
import { createLocalFanOut } from '../jobs/local-fan-out';
import { createLog } from '../log';
import { createAuditLog } from '../privacy/audit-log';
import type { CustomerRef, FoundCustomer } from '../privacy/customers';
import { createPrivacy, type Privacy } from '../privacy/privacy';
import { createStore } from '../store/store';

const folder = join(__dirname, '../../dialogs');

export interface OpenPrivacy {
  privacy: Privacy;
  /** A conversation's id, an e-mail address that the shop proved, or the shop's own name for the customer. */
  find(customer: string): Promise<FoundCustomer>;
  close(): Promise<void>;
}

export async function openPrivacy(config: Config): Promise<OpenPrivacy> {
  const log = createLog('error');
  const clock = systemClock;
  const { MONGODB_URI: mongodbUri, DATA_DIR: dataDir } = config;
  const store = await createStore({ mongodbUri, dataDir, log, joinsRunning: true, isPatient: true });
  const fanOut = createLocalFanOut();
  const newId = (): string => randomBytes(18).toString('base64url');
  const journal = createJournal({ store, clock, fanOut, newId });
  const texts = loadTexts(folder);
  const { hours, promises } = loadPolicy(folder);
  const desk = createDesk({
    journal,
    line: createLine(store),
    clock,
    texts,
    hours,
    promises,
    anybodyOnline: () => false,
    findAgent: async () => null,
    onMoved: () => {},
  });
  const privacy = createPrivacy({
    store,
    journal,
    clock,
    log,
    texts,
    audit: createAuditLog({ store, clock }),
    letGo: desk.letGo,
    ring: () => {},
    namedCustomerId,
    days: { messages: config.RETENTION_DAYS_MESSAGES, files: config.RETENTION_DAYS_ATTACHMENTS },
  });
  return {
    privacy,
    async find(customer) {
      for (const ref of refsOf(customer)) {
        const found = await privacy.find(ref);
        if (found !== null) return found;
      }
      throw new CareError('no-such-customer', 'Nothing is kept of this customer.');
    },
    close: store.close,
  };
}

function refsOf(customer: string): CustomerRef[] {
  const byId = [{ conversationId: customer }, { identity: customer }];
  return customer.includes('@') ? [{ email: customer }, ...byId] : byId;
}
