// What a command says at its end: a sentence of ours, or where it went wrong, and never what a document held.
import { format } from 'node:util';
import { runCommand } from '../../src/commands/command';
import { CareError } from '../../src/errors';
import { until } from '../http/test-server';
import { openStore } from '../open-store';

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'error').mockImplementation((...said) => void printed.push(format(...said)));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

async function endWith(fault: unknown): Promise<string> {
  runCommand('help', () => Promise.reject(fault));
  await until(() => printed.length > 0, 'the end of the command');
  expect(process.exitCode).toBe(1);
  return printed.join('\n');
}

it('shows where a fault of the driver came from, and nothing of the document that it quotes', async () => {
  const opened = await openStore();
  const agent = { email: 'ottaviana@quarzobrilli.example', name: 'Ottaviana', roles: [], languages: [] };
  const insert = () => opened.store.db.collection('agents').insertOne({ ...agent });
  await insert();
  const fault: unknown = await insert().catch((refused: unknown) => refused);
  await opened.close();
  expect(format(fault)).toContain('ottaviana');
  const said = await endWith(fault);
  expect(said).toContain('MongoServerError 11000');
  expect(said).toMatch(/\n {4}at /);
  expect(said).not.toMatch(/ottaviana/i);
});

it.each([
  [
    'ours',
    new CareError('no-store', 'There is no store here.', { cause: new Error('ottaviana') }),
    'There is no store here.',
  ],
  [
    'of a file',
    Object.assign(new Error("ENOENT: no such file, open 'x'"), { syscall: 'open' }),
    "ENOENT: no such file, open 'x'",
  ],
  [
    'of an option',
    Object.assign(new TypeError("Unknown option '--x'"), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' }),
    "Unknown option '--x'",
  ],
  ['that is none', 'ottaviana', 'Something went wrong: string.'],
])('says in one sentence what went wrong when the fault is %s', async (_kind, fault, said) => {
  expect(await endWith(fault)).toBe(said);
});
