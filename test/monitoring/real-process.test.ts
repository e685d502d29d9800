// A real process after a day in which every field held a seeded word: nothing of it is printed or measured, and everything
// that dashboard, rules and guide speak of is in a real scrape.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build';
import { createProgram, freePort, openHanded, type Program, untilServing } from '../faults/app-process';
import { createCaller } from '../faults/caller';
import { dashboard, expressions, guide, labelsIn, metricsIn, rules } from './asked';
import { namesOf, samplesOf } from './exposition';
import { identitySecret, liveSeededDay, type SeededDay, seed, seededAddress } from './seeded-day';

let folder: string;
let program: Program;
let day: SeededDay;
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

  it('has every label that they select by', () => {
    const samples = [...samplesOf(scrape).keys()];
    const labels = expressions.flatMap(labelsIn);
    expect(labels.length).toBeGreaterThan(5);
    const missing = labels.filter(({ metric, label }) => {
      const ofMetric = samples.filter((sample) => sample.startsWith(`${metric}{`));
      return !ofMetric.some((sample) => sample.includes(`${label}="`));
    });
    expect(missing).toEqual([]);
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

  it('are balanced expressions', () => {
    const isOdd = (expression: string) =>
      ['()', '{}', '[]'].some(
        (pair) => expression.split(pair[0] ?? '').length !== expression.split(pair[1] ?? '').length,
      );
    expect(expressions.filter(isOdd)).toEqual([]);
  });
});
