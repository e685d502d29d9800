// Until 0.1 an address that a customer typed was kept where the one proved by the shop's signed identity belongs. Who has no
// such identity can only have typed it.
import type { Migration } from './migration';

export const typedAddresses: Migration = {
  version: 1,
  name: 'typed-addresses',
  async run(db) {
    await db.collection('conversations').updateMany(
      {
        'customer.email': { $type: 'string' },
        'customer.identified': false,
        'customer.contactEmail': { $exists: false },
      },
      [
        { $set: { 'customer.contactEmail': '$customer.email', 'customer.contactChanges': 1 } },
        { $unset: 'customer.email' },
      ],
    );
  },
};
