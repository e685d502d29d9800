import fc from 'fast-check';
import { CareError } from '../src/errors';
import { checkSharing, readRoles } from '../src/roles';

const shared = { MONGODB_URI: 'mongodb://127.0.0.1/ascolto', REDIS_URL: 'redis://127.0.0.1' };
const codeOf = (task: () => unknown): string => {
  try {
    task();
    return 'done';
  } catch (fault) {
    if (!(fault instanceof CareError)) throw fault;
    return fault.code;
  }
};

describe('the roles of a process', () => {
  test('are all of them unless the command line says otherwise', () => {
    expect([...readRoles([])]).toEqual(['web', 'worker']);
    expect([...readRoles(['--roles=worker'])]).toEqual(['worker']);
    expect([...readRoles(['--roles', ' worker , web '])]).toEqual(['web', 'worker']);
  });

  test.each([['--roles='], ['--roles=web,cook'], ['--role=web'], ['worker'], ['--roles']])(
    'are refused in a sentence when they are %s',
    (word) => {
      expect(codeOf(() => readRoles([word]))).toBe('bad-usage');
      expect(() => readRoles([word])).toThrow(/--roles=web,worker/);
    },
  );

  test('are read or refused whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        expect(['done', 'bad-usage']).toContain(codeOf(() => readRoles(words)));
      }),
    );
  });

  test('may be split only where processes can share the work', () => {
    const web = readRoles(['--roles=web']);
    expect(codeOf(() => checkSharing(web, shared))).toBe('done');
    expect(codeOf(() => checkSharing(readRoles([]), {}))).toBe('done');
    expect(() => checkSharing(web, {})).toThrow('set MONGODB_URI and REDIS_URL, or leave --roles out');
    expect(() => checkSharing(web, { MONGODB_URI: shared.MONGODB_URI })).toThrow('set REDIS_URL, or');
    expect(() => checkSharing(web, { REDIS_URL: shared.REDIS_URL })).toThrow('set MONGODB_URI, or');
  });
});
