// Every migration in its order. To add one: a file beside this, the next number, a line here, a test that lays down the old
// shape by hand, and a line in the CHANGELOG.
import type { Migration } from './migration';
import { typedAddresses } from './typed-addresses';

export const knownMigrations: readonly Migration[] = [typedAddresses];
