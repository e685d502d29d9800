// The moment that is promised, and the minute that is said, are one and the same.
import { sayDue } from '../../src/dialogs/moments';
import { planWait } from '../../src/handoff/wait';
import { policy } from '../care-world';

// A Wednesday, half past nine in Rome and some seconds: the shop is open.
const now = new Date('2026-03-04T08:30:20.500Z');
const line = { now, hours: policy.hours, ahead: 0, anybodyOnline: true };

describe('the promised moment', () => {
  it('is the whole minute that the sentence names, never earlier than the policy allows', () => {
    const { dueAt } = planWait({ ...line, firstReplyWithinMs: 15 * 60_000 });
    expect(dueAt).toEqual(new Date('2026-03-04T08:46:00Z'));
    expect(sayDue(dueAt, { now, language: 'en', zone: policy.hours.zone })).toBe('by 9:46 am');
  });

  it('is not drawn out to a minute when the policy promises seconds', () => {
    const { dueAt } = planWait({ ...line, firstReplyWithinMs: 20_000 });
    expect(dueAt).toEqual(new Date('2026-03-04T08:30:40.500Z'));
  });
});
