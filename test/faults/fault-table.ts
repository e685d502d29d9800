// One row per fault: what was done to the product, who was there, what it cost them. Printed at once, and all together at the
// end of `npm run faults`.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Debt, debtKinds } from './debts';

export interface FaultRow {
  fault: string;
  /** Times injected. */
  injected: number;
  customers: number;
  /** Messages and replies that were acknowledged. */
  messages: number;
  debts: readonly Debt[];
  /** From the end of the fault until a new customer was answered and everything left was done; absent where nothing ends. */
  recoveryMs?: number;
  /** The most it may take. */
  recoversWithinMs?: number;
  /** Other figures of this fault. */
  also?: string;
}

export const faultFile = join(__dirname, '../../test-results/faults.jsonl');

/** Keeps the row for the table. */
export function noteFault({ debts, ...row }: FaultRow): void {
  const counts = Object.fromEntries(debtKinds.map((kind) => [kind, debts.filter((one) => one.kind === kind).length]));
  mkdirSync(join(faultFile, '..'), { recursive: true });
  appendFileSync(faultFile, `${JSON.stringify({ ...row, ...counts })}\n`);
  const owed = debts.length === 0 ? 'nothing owed' : `${debts.length} OWED`;
  const recovery = row.recoveryMs === undefined ? '' : `, back in ${(row.recoveryMs / 1000).toFixed(1)} s`;
  const also = row.also === undefined ? '' : `, ${row.also}`;
  process.stdout.write(
    `${row.fault}: ${row.injected} times, ${row.customers} customers, ${row.messages} messages, ${owed}${recovery}${also}\n`,
  );
}
