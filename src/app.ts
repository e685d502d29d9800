// The one file that knows which adapter runs: chooses and opens them, has the parts built on them (app/), closes all in order.

import { createBase, loadDialogs } from './app/base';
import { buildCare } from './app/care';
import { buildStaff } from './app/staff';
import { buildWeb } from './app/web';
import { type Clock, systemClock } from './clock';
import type { Config } from './config';
import { createLocalFanOut } from './jobs/local-fan-out';
import { createOutboxJobs } from './jobs/outbox-jobs';
import type { Log } from './log';
import { createStore } from './store/store';
import { startWork } from './turn/start-work';

export interface AppParts {
  config: Config;
  log: Log;
  clock?: Clock;
  /** Folder that holds `dialogs/` and the built `dist/`. */
  root: string;
}

/** Everything open but the port; `listen` serves, `close` ends in reverse order. */
export async function createApp({ clock = systemClock, ...parts }: AppParts) {
  const dialogs = loadDialogs(parts.root);
  const adapters = await openAdapters({ clock, ...parts });
  const base = createBase({ ...parts, ...adapters, clock, dialogs });
  const { store, jobs, config } = base;
  const staff = buildStaff(base, {
    onSign: (agentId) => care.presence.sign(agentId),
    onEnded: (agentId, sessionId) => web.server.endStreams(agentId, sessionId),
    onDeactivated: (agentId) => care.sweep.returnAllOf(agentId),
  });
  const care = buildCare(base, staff.people);
  const web = buildWeb(base, care, staff);
  const first = await staff.people.createFirst(config.ADMIN_EMAIL, config.ADMIN_PASSWORD);
  for (const person of await staff.people.list()) care.presence.choose(person.id, person.presence);
  const stopWork = await startWork({ ...base, ...care, isTyping: web.channel.typing.isTyping });
  return {
    /** The administrator made at this very start; `password` only when it was made up here. */
    first,
    listen: (port = config.PORT): Promise<number> => web.server.listen(port, '0.0.0.0'),
    async close(): Promise<void> {
      await web.server.close();
      await web.channel.close();
      web.console.close();
      await stopWork();
      await jobs.close();
      await store.close();
    },
  };
}

/** The embedded engine and outbox, or what the settings name. */
async function openAdapters({ config, log, clock }: Required<AppParts>) {
  const store = await createStore({ mongodbUri: config.MONGODB_URI, dataDir: config.DATA_DIR, log });
  return { store, jobs: createOutboxJobs({ store, clock, log }), fanOut: createLocalFanOut() };
}
