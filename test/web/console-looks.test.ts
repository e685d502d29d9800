// Whether everybody can use the console: assistive technology, wide screens and phones, light and dark rooms, a strict
// content security policy, and how much of it is loaded first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { source as axeSource } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../build';
import { administrator, createRig, type Rig } from '../faults/rig';
import { describeInBrowser } from './browser';

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

describeInBrowser('the console for everybody', (browser) => {
  let rig: Rig;
  let waiting: string;

  beforeAll(async () => {
    rig = await createRig();
    await rig.start();
    waiting = await putInLine(rig, 'È la terza volta che il pacco arriva rotto, voglio parlare con una persona');
  }, 120_000);
  afterAll(() => rig.close());
  afterEach(async () => {
    for (const context of browser().contexts()) await context.close();
  });

  /** A signed-in agent's window, under our own policy, which allows no inline script or style at all. */
  async function openConsole(options: BrowserContextOptions): Promise<{ page: Page; faults: string[] }> {
    const context = await browser().newContext({ locale: 'it-IT', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (fault) => faults.push(fault.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('401')) faults.push(line.text());
    });
    await page.goto(`http://127.0.0.1:${rig.port}/console`);
    await page.getByLabel('E-mail').waitFor();
    faults.push(...(await faultsOf(page, 'sign-in')));
    await page.getByLabel('E-mail').fill(administrator.email);
    await page.locator('input[type=password]').fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.locator(`[data-row="${waiting}"]`).waitFor();
    return { page, faults };
  }

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility fault on a wide screen in a %s room',
    async (colorScheme) => {
      const { page, faults } = await openConsole({ colorScheme, viewport: { width: 1440, height: 900 } });
      faults.push(...(await faultsOf(page, 'line')));
      await page.keyboard.press('j');
      await page.locator('mark').first().waitFor();
      faults.push(...(await faultsOf(page, 'conversation')));
      await page.keyboard.press('e');
      await page.getByRole('dialog').waitFor();
      faults.push(...(await faultsOf(page, 'close')));
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      faults.push(...(await faultsOf(page, 'help')));
      expect(faults).toEqual([]);
    },
  );

  it('has none on a phone either, and shows list, conversation and briefing as pages', async () => {
    const { page, faults } = await openConsole({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    faults.push(...(await faultsOf(page, 'list')));
    await page.locator(`[data-row="${waiting}"]`).click();
    await page.getByRole('button', { name: 'Prendi la conversazione' }).waitFor();
    await expect(page.locator('[data-row]').count()).resolves.toBe(0);
    faults.push(...(await faultsOf(page, 'conversation')));
    await page.getByRole('link', { name: 'Mostra il riepilogo' }).click();
    await page.getByRole('button', { name: 'voglio parlare con una persona', exact: true }).click();
    await page.locator('mark').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(faults).toEqual([]);
  });

  it('takes, answers and notes by keyboard alone', async () => {
    const conversation = await putInLine(rig, 'Vorrei parlare con una persona del mio reso');
    const { page, faults } = await openConsole({ viewport: { width: 1440, height: 900 } });
    await page.locator(`[data-row="${conversation}"]`).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Prendi la conversazione' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('/salu');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-from=agent]', { hasText: 'la seguo io' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('Cliente gentile');
    await page.keyboard.press('Control+Enter');
    await page.locator('article', { hasText: 'La tua nota' }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the console', () => {
  it('loads at most 170 KB of script first, in one language', () => {
    const folder = join(root, 'dist/web/console');
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const first = [...page.matchAll(/assets\/[\w.-]+\.js/g)].map(([path]) => sizeOf(join(folder, path)));
    const words = readdirSync(join(folder, 'assets'))
      .filter((name) => /^all-.*\.js$/.test(name))
      .map((name) => sizeOf(join(folder, 'assets', name)));
    expect(words).toHaveLength(2);
    expect(first.reduce((sum, size) => sum + size, Math.max(...words))).toBeLessThanOrEqual(170 * 1024);
  });
});

const sizeOf = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length;

/** A customer who asked for a person; the conversation's id. */
async function putInLine(rig: Rig, text: string): Promise<string> {
  const session = await rig.caller.call('POST', '/widget/session', { json: { locale: 'it-IT' } });
  const headers = { authorization: `Bearer ${session.body.token}` };
  await rig.caller.call('POST', '/v3/directline/conversations', { json: {}, headers });
  const path = `/v3/directline/conversations/${session.body.conversationId}/activities`;
  await rig.caller.call('POST', path, { json: { type: 'message', text, from: { id: 'me' } }, headers });
  return session.body.conversationId;
}

/** What axe finds serious or critical, said so that a person can find it. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = (await page.evaluate('axe.run().then((result) => result.violations)')) as Violation[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`);
}
