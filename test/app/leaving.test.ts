import { createLeaving } from '../../src/app/leaving';
import { createTestLog } from '../http/test-server';

test('a step of a stop that hangs or fails is left behind and logged, and the next one happens', async () => {
  const logged: string[] = [];
  const leave = createLeaving(createTestLog(logged));
  const done: string[] = [];
  await leave('hangs', 20, () => new Promise(() => {}));
  await leave('fails', 20, async () => {
    throw new Error('words that nobody should read');
  });
  await leave('works', 20, async () => void done.push('works'));
  expect(done).toEqual(['works']);
  expect(logged.map((line) => line.split(' ', 1)[0])).toEqual(['stop-out-of-time', 'stop-step-failed']);
  expect(logged.join()).not.toContain('words');
});
