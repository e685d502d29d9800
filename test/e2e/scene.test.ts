// The scene a newcomer sees, in a real browser against the compiled product: a customer of the sample shop asks, complains, is
// handed over, answered by a person under their own name, and handed back; the process is killed in the middle. Once on the one
// process of a small shop, once with customer and agent on different processes of a larger one.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { administrator, createRig } from '../faults/rig';
import { createStand } from '../faults/stand';
import { leaveOut } from '../left-out';
import { hasRedis } from '../redis-server';
import { describeInBrowser } from '../web/browser';

const shots = join(__dirname, '../../test-results/scene');
const window = { width: 1440, height: 900 };

interface Words {
  shop: string;
  question: string;
  answer: RegExp;
  complaint: string;
  evidence: string;
  promise: RegExp;
  reason: RegExp;
  claim: RegExp;
  handBack: RegExp;
  handedBack: RegExp;
}

const scenes: Record<'it' | 'en', Words> = {
  it: {
    shop: '/',
    question: 'Quanto costa la spedizione?',
    answer: /6,90 euro/,
    complaint: 'È la terza volta che il pacco arriva rotto, voglio parlare con una persona',
    evidence: 'voglio parlare con una persona',
    promise: /una persona .*(entro le|entro l')/,
    reason: /Chiede una persona/,
    claim: /Prendi la conversazione/,
    handBack: /All’assistente/,
    handedBack: /Da qui le risponde di nuovo l'assistente automatico/,
  },
  en: {
    shop: '/demo/en.html',
    question: 'How much is shipping?',
    answer: /6\.90/,
    complaint: 'This is the third time the parcel arrives broken, I want to talk to a person',
    evidence: 'talk to a person',
    promise: /a person will answer you .*by \d/i,
    reason: /Asks? for a person/i,
    claim: /Take the conversation|Claim/,
    handBack: /To the assistant|Hand back/,
    handedBack: /the automated assistant answers you again/,
  },
};

/** Where the two people are, and what happens in the middle. */
interface Place {
  customerPort: number;
  agentPort: number;
  /** Kills the process that has the customer, and starts it again. */
  fail(): Promise<void>;
  close(): Promise<void>;
}

async function openOneProcess(): Promise<Place> {
  const rig = await createRig();
  await rig.start();
  const fail = async () => void (await rig.kill().then(rig.start));
  return { customerPort: rig.port, agentPort: rig.port, fail, close: rig.close };
}

async function openTwoProcesses(): Promise<Place> {
  const stand = await createStand();
  const [near, far] = stand.apps;
  if (near === undefined || far === undefined) throw new Error('two processes are needed');
  const fail = async () => void (await near.program.kill().then(near.start));
  return { customerPort: near.port, agentPort: far.port, fail, close: stand.close };
}

describeInBrowser('the scene on one process', (browser) => playIn(browser, openOneProcess, ['it', 'en']));
if (hasRedis)
  describeInBrowser('the scene across two processes', (browser) => playIn(browser, openTwoProcesses, ['it', 'en']));
else
  it('is left out: the scene across two processes', () =>
    leaveOut('the scene across two processes', 'redis-server is not installed'));

function playIn(browser: () => Browser, open: () => Promise<Place>, languages: ('it' | 'en')[]): void {
  let place: Place;
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    place = await open();
  }, 120_000);
  afterAll(() => place?.close());

  it.each(languages)('plays from question to hand-back in %s', (language) => play(browser(), place, language), 120_000);
}

async function play(browser: Browser, place: Place, language: 'it' | 'en'): Promise<void> {
  const words = scenes[language];
  const pages = await openWindows(browser, place, language);
  const { customer, agent } = pages;
  const faults = watchFaults(customer, agent);
  try {
    await signIn(agent);
    await openChat(customer);
    await write(customer, words.question);
    await customer.getByText(words.answer).waitFor();
    await complain(pages, words);
    await shoot(pages, `${language}-waiting`);
    await takeAndReply(pages, words);
    await shoot(pages, `${language}-answered`);
    await place.fail();
    const thanks = language === 'it' ? 'Grazie, aspetto' : 'Thanks, I will wait';
    await write(customer, thanks);
    await agent.getByText(thanks).last().waitFor();
    await handBack(agent, words.handBack);
    await customer.getByText(words.handedBack).waitFor();
    await shoot(pages, `${language}-handed-back`);
    expect(faults.filter((fault) => !isOfTheKill(fault))).toEqual([]);
  } finally {
    await pages.close();
  }
}

interface Pages {
  customer: Page;
  agent: Page;
}

/** The promise comes at once, and the line shows who waits and why. */
async function complain({ customer, agent }: Pages, words: Words): Promise<void> {
  await write(customer, words.complaint);
  const written = performance.now();
  await customer.getByText(words.promise).first().waitFor();
  expect(performance.now() - written).toBeLessThan(5_000);
  const row = agent.locator('[data-row]').filter({ hasText: words.complaint });
  await row.waitFor();
  expect(await row.textContent()).toMatch(words.reason);
  await row.click();
  await agent.locator('[data-message] mark', { hasText: words.evidence }).first().waitFor();
}

async function takeAndReply({ customer, agent }: Pages, words: Words): Promise<void> {
  await agent.getByRole('button', { name: words.claim }).first().click();
  const box = agent.locator('textarea:not([aria-hidden])');
  await box.waitFor();
  await box.fill('Sono io, ci penso subito. / I am here and will see to it.');
  await agent.keyboard.press('Control+Enter');
  await customer.getByText('ci penso subito').waitFor();
  expect(await customer.locator('ascolto-widget').getByText('Capo').count()).toBeGreaterThan(0);
}

async function shoot({ customer, agent }: Pages, name: string): Promise<void> {
  await customer.screenshot({ path: join(shots, `${name}-customer.png`) });
  await agent.screenshot({ path: join(shots, `${name}-agent.png`) });
}

async function openWindows(browser: Browser, { customerPort, agentPort }: Place, language: 'it' | 'en') {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const locale = language === 'it' ? 'it-IT' : 'en-GB';
  const contexts = await Promise.all([1, 2].map(() => browser.newContext({ viewport: window, locale })));
  const [customer, agent] = await Promise.all(contexts.map((context) => context.newPage()));
  if (customer === undefined || agent === undefined) throw new Error('two windows are needed');
  await Promise.all([
    customer.goto(`${at(customerPort)}${scenes[language].shop}`),
    agent.goto(`${at(agentPort)}/console`),
  ]);
  return { customer, agent, close: () => Promise.all(contexts.map((context) => context.close())) };
}

async function signIn(agent: Page): Promise<void> {
  await agent.locator('input[type=email], input[name=email]').first().fill(administrator.email);
  await agent.locator('input[type=password]').first().fill(administrator.password);
  await agent.keyboard.press('Enter');
  await agent
    .getByText(/In attesa|Waiting/)
    .first()
    .waitFor();
}

async function openChat(customer: Page): Promise<void> {
  await customer.locator('ascolto-widget').getByRole('button').first().click();
  await customer.locator('ascolto-widget textarea').waitFor();
}

async function write(customer: Page, text: string): Promise<void> {
  const box = customer.locator('ascolto-widget textarea');
  await box.fill(text);
  await box.press('Enter');
}

async function handBack(agent: Page, name: RegExp): Promise<void> {
  await agent.getByRole('button', { name }).first().click();
  await agent.getByRole('dialog').getByRole('button', { name }).first().click();
}

/** Anything either page complains about. */
function watchFaults(...pages: Page[]): string[] {
  const faults: string[] = [];
  for (const page of pages) {
    page.on('pageerror', (fault) => faults.push(`page: ${fault.message}`));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(`console: ${line.text()}`);
    });
  }
  return faults;
}

/** The browser itself reports lost connections, and the first look for a sign-in. */
function isOfTheKill(fault: string): boolean {
  return /ERR_|WebSocket connection|Failed to load resource/.test(fault);
}
