// A real process after a day in which every field held a seeded word: nothing of it is printed or measured, and everything
// that dashboard, rules and guide speak of is in a real scrape.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build';
import { createProgram, freePort, openHanded, type Program, untilServing } from '../faults/app-process';
import { createCaller } from '../faults/caller';
import { codesRefused, dashboard, expressions, guide, isTold, metricsIn, rules, selectorsIn } from './asked';
import { countersOf, namesOf, samplesOf } from './exposition';
import { identitySecret, liveSeededDay, type SeededDay, seed, seededAddress } from './seeded-day';

let folder: string;
let program: Program;
let day: SeededDay;
/** Before anybody came. */
let firstScrape: string;
let scrape: string;
let output: string;

beforeAll(async () => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'ascolto-watched-'));
  const port = await freePort();
  const settings = { PORT: String(port), DATA_DIR: join(folder, 'data'), WIDGET_IDENTITY_SECRET: identitySecret };
  program = createProgram({
    file: 'main.js',
    folder,
    settings: { ...openHanded, ...settings, LOG_LEVEL: 'trace', TRUST_PROXY: 'true' },
  });
  program.launch();
  const caller = createCaller(port);
  await untilServing(program, caller);
  caller.close();
  const origin = `http://127.0.0.1:${port}`;
  firstScrape = await (await fetch(`${origin}/metrics`)).text();
  day = await liveSeededDay(origin);
  scrape = await (await fetch(`${origin}/metrics`)).text();
  await program.stop();
  output = program.output.join('\n');
}, 120_000);
afterAll(async () => {
  await program.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('what a real process prints', () => {
  it('tells of the day: turns, moves and refusals', () => {
    const events = program.output.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line).msg] : []));
    expect(events).toEqual(
      expect.arrayContaining(['turn-decided', 'handed-off', 'claimed', 'released', 'handed-back', 'closed']),
    );
  });

  it('comes of a day whose words did arrive', () => {
    for (const part of [`Il mio ${seed}`, `Mario ${seed}`, `${seed}-contact@`, `Nota sul ${seed}`, `${seed}.png`])
      expect(day.shown).toContain(part);
    expect(day.shown.split(seed).length).toBeGreaterThan(8);
  });

  it('holds nothing that a customer, an agent or a stranger sent', () => {
    expect(program.output.filter((line) => line.toLowerCase().includes(seed))).toEqual([]);
    expect(output).not.toContain(seededAddress);
  });

  it('holds no token, cookie or password', () => {
    expect(day.secrets.filter((secret) => secret.length < 8)).toEqual([]);
    expect(day.secrets.filter((secret) => output.includes(secret))).toEqual([]);
  });

  it('is one JSON object with level, time and event a line, but for the welcome', () => {
    const lines = program.output.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    for (const line of lines)
      expect(line).toMatchObject({ level: expect.any(Number), time: expect.any(String), msg: expect.any(String) });
    const rest = program.output.filter((line) => !line.startsWith('{')).map((line) => line.trim().split(/\s+/)[0]);
    expect(rest).toEqual(['Ascolto', 'Sample', 'Console', 'First']);
  });
});

describe('a real scrape', () => {
  it('names nobody and no conversation', () => {
    expect(scrape.toLowerCase()).not.toContain(seed);
    expect(scrape).not.toContain(day.conversationId);
  });

  it('tells of the day', () => {
    const samples = samplesOf(scrape);
    expect(samples.get('ascolto_messages_total{author="customer",channel="web"}')).toBeGreaterThan(1);
    const handoffs = [...samples].filter(([name]) => name.startsWith('ascolto_handoffs_total'));
    expect(handoffs.reduce((sum, [, count]) => sum + count, 0)).toBe(1);
    expect(samples.get('ascolto_http_requests_total{route="POST /api/session",status="401"}')).toBe(1);
    expect(samples.get('ascolto_http_requests_total{route="GET /metrics",status="403"}')).toBe(1);
    expect(samples.get('ascolto_moves_total{move="closed"}')).toBe(1);
    expect(samples.get('ascolto_store_seconds_count{call="messages.insert"}')).toBeGreaterThan(1);
  });

  it('knows every metric that dashboard and rules ask for', () => {
    const known = namesOf(scrape);
    const asked = [...metricsIn(expressions.join('\n'))];
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has every value of a label that they select by', () => {
    const samples = [...samplesOf(scrape).keys()];
    const selectors = expressions.flatMap(selectorsIn).filter(({ metric }) => metric !== 'up');
    expect(selectors.length).toBeGreaterThan(9);
    const missing = selectors.flatMap((one) => one.patterns.filter((pattern) => !isTold(samples, one, pattern)));
    expect(missing).toEqual([]);
  });

  it('had each of them at the first scrape for every counter that a rule reads, since what begins at 1 never rises', () => {
    const counters = countersOf(firstScrape);
    const samples = [...samplesOf(firstScrape).keys()];
    const read = rules.flatMap(({ expr }) => [...metricsIn(expr)]).filter((name) => counters.has(name));
    expect(new Set(read).size).toBeGreaterThan(5);
    expect(read.filter((name) => !samples.some((sample) => sample.startsWith(`${name}{`)))).toEqual([]);
    const selectors = rules.flatMap(({ expr }) => selectorsIn(expr)).filter(({ metric }) => counters.has(metric));
    const missing = selectors.flatMap((one) => one.patterns.filter((pattern) => !isTold(samples, one, pattern)));
    expect(missing).toEqual([]);
  });

  it('had every call of the store, job and route that was heard of since, and every code of a refusal', () => {
    const valuesOf = (text: string, metric: string, label: string) =>
      [...samplesOf(text).keys()].flatMap((sample) =>
        sample.startsWith(`${metric}{`) ? [new RegExp(`${label}="([^"]*)"`).exec(sample)?.[1]] : [],
      );
    const known = (metric: string, label: string) => new Set(valuesOf(firstScrape, metric, label));
    const unknown = (heard: (string | undefined)[], expected: Set<string | undefined>) =>
      [...new Set(heard)].filter((value) => !expected.has(value));
    const calls = valuesOf(scrape, 'ascolto_store_seconds_count', 'call');
    expect(unknown(calls, known('ascolto_store_errors_total', 'call'))).toEqual([]);
    const jobs = valuesOf(scrape, 'ascolto_job_lag_seconds_count', 'job');
    expect(unknown(['promise-due', ...jobs], known('ascolto_jobs_given_up_total', 'job'))).toEqual([]);
    const routes = valuesOf(scrape, 'ascolto_http_requests_total', 'route');
    expect(unknown(routes, known('ascolto_http_requests_total', 'route'))).toEqual([]);
    expect(unknown(codesRefused(), known('ascolto_http_refusals_total', 'code'))).toEqual([]);
  });

  it('holds no metric of ours that the guide does not explain', () => {
    const explained = metricsIn(guide);
    expect([...namesOf(scrape)].filter((name) => name.startsWith('ascolto_') && !explained.has(name))).toEqual([]);
  });

  it('has a bounded number of series for routes and calls', () => {
    expect(samplesOf(scrape).size).toBeLessThan(2_000);
  });
});

describe('dashboard and rules', () => {
  it('give every alert a severity and a sentence, and every panel a question', () => {
    expect(rules.length).toBeGreaterThan(10);
    for (const { labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels?.severity);
      expect(annotations?.summary).toMatch(/[.;:]|trouble/);
    }
    expect(dashboard.panels.filter((panel) => panel.type === 'row').map((panel) => panel.title)[0]).toMatch(/\?$/);
    expect(dashboard.panels.filter((panel) => panel.type !== 'row' && panel.targets?.length === 0)).toEqual([]);
  });

  it('names every alert in the guide', () => {
    expect(rules.map((rule) => rule.alert).filter((alert) => !guide.includes(alert) && alert !== 'Degraded')).toEqual(
      [],
    );
  });

  it('ask for the processes under the name that the guide gives them', () => {
    const [name] = rules.flatMap(({ expr }) => selectorsIn(expr)).filter(({ metric }) => metric === 'up');
    expect(name).toMatchObject({ label: 'job', patterns: [/job_name: (\w+)/.exec(guide)?.[1]] });
  });

  it('are balanced expressions', () => {
    const isOdd = (expression: string) =>
      ['()', '{}', '[]'].some(
        (pair) => expression.split(pair[0] ?? '').length !== expression.split(pair[1] ?? '').length,
      );
    expect(expressions.filter(isOdd)).toEqual([]);
  });
});
