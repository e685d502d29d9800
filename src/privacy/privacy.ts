// The duties towards customers' data put together: audit log, export, erasure, opt-out, retention.
import type { Texts } from '../dialogs/texts';
import type { Log } from '../log';
import type { Store } from '../store/store';
import type { AuditLog } from './audit-log';
import { type CustomerSummary, summarise } from './customer-summary';
import { type CustomerRef, createCustomers, type FoundCustomer } from './customers';
import { createErasures, type ErasureParts } from './erasures';
import { exportCustomer } from './export';
import { createOptOuts, type OptOutParts } from './opt-outs';
import { createRetention, type RetentionParts } from './retention';

export interface PrivacyParts {
  store: Store;
  journal: ErasureParts['journal'] & OptOutParts['journal'] & RetentionParts['journal'];
  clock: RetentionParts['clock'];
  log: Log;
  texts: Texts;
  audit: AuditLog;
  letGo: ErasureParts['letGo'];
  ring: RetentionParts['ring'];
  /** The customer id of a name the shop gave. */
  namedCustomerId(identity: string): string;
  days: RetentionParts['days'];
}

export type Privacy = ReturnType<typeof createPrivacy>;

const minuteMs = 60_000;

export function createPrivacy(parts: PrivacyParts) {
  const { store, clock, audit } = parts;
  const customers = createCustomers(parts);
  const erasures = createErasures(parts);
  const retention = createRetention(parts);
  return {
    audit,
    erasures,
    retention,
    optOuts: createOptOuts(parts),
    find: (ref: CustomerRef): Promise<FoundCustomer | null> => customers.find(ref),
    summarise: (customer: FoundCustomer): Promise<CustomerSummary> => summarise(store, customer),

    /** The export in pieces of text; noted in the audit log before the first. */
    async export(customer: FoundCustomer, by: string): Promise<AsyncGenerator<string>> {
      const facts = { conversations: customer.conversationIds.length };
      for (const id of customer.customerIds)
        await audit.append({ action: 'exported', by, about: { kind: 'customer', id }, facts });
      return exportCustomer(store, customer, clock.now());
    },

    /** What to do over and over, by the one process that has the lease. */
    chores: () => [
      { name: 'erase', everyMs: 5_000, run: erasures.sweep },
      { name: 'retire', everyMs: 10 * minuteMs, run: retention.sweep },
      { name: 'forget-erased', everyMs: 60 * minuteMs, run: erasures.forgetMarks },
    ],
  };
}
