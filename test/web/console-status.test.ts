// The line that tells agents what is wrong and what still works: not there while all is well, of this very process, in both
// languages, for everybody.
import { source as axeSource } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { troubleKinds } from '../../src/console/troubles';
import { until } from '../faults/caller';
import { administrator, createRig, type Rig } from '../faults/rig';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { describeInBrowser } from './browser';

const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describeInBrowser('the status line', (browser) => {
  let rig: Rig;
  let redis: RedisServer | null = null;

  afterEach(async () => {
    for (const context of browser().contexts()) await context.close();
  });

  async function openConsole(options: BrowserContextOptions, before?: (page: Page) => Promise<void>): Promise<Page> {
    const context = await browser().newContext({ locale: 'it-IT', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    await before?.(page);
    await page.goto(`http://127.0.0.1:${rig.port}/console`);
    await page.getByLabel('E-mail').fill(administrator.email);
    await page.locator('input[type=password]').fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.locator('main').waitFor();
    return page;
  }

  describe('of each trouble', () => {
    beforeAll(async () => {
      rig = await createRig();
      await rig.start();
    }, 120_000);
    afterAll(() => rig.close());

    it.each([
      ['it-IT', 'light', wide],
      ['en-GB', 'dark', phone],
    ] as const)(
      'says in %s, in a %s room, what is wrong and what works, for everybody',
      async (locale, colorScheme, screen) => {
        const page = await openConsole({ ...screen, locale, colorScheme }, useFeedOfTests);
        const faults: string[] = [];
        const seen = new Set<string>();
        for (const kind of troubleKinds) {
          await tell(page, [kind]);
          const line = page.locator(`[data-trouble="${kind}"]`);
          await line.waitFor();
          const words = await line.innerText();
          expect(words).toMatch(/^[^.]{15,}\.\s[^{}]{30,}\.$/);
          expect(words).not.toMatch(/trouble|frame\.|redis|store|mongo/i);
          seen.add(words);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(screen.viewport.width);
          faults.push(...(await faultsOf(page, kind)));
        }
        expect(seen.size).toBe(troubleKinds.length);
        expect(faults).toEqual([]);
      },
    );

    it('shows the worst only, ignores what it does not know, and says once that it is over', async () => {
      const page = await openConsole(wide, useFeedOfTests);
      await tell(page, ['meteorites', 'store-slow', 'redis-down']);
      await page.locator('[data-trouble="store-slow"]').waitFor();
      expect(await page.locator('[data-trouble]').count()).toBe(1);
      await tell(page, []);
      await page.getByText('Tutto funziona di nuovo come sempre').waitFor();
      expect(await page.locator('[data-trouble]').count()).toBe(0);
    });

    it('gives way to a lost connection, which knows nothing of the server', async () => {
      const page = await openConsole(wide, useFeedOfTests);
      await tell(page, ['redis-down']);
      await page.locator('[data-trouble]').waitFor();
      await page.evaluate(`window.feedOfTests.onerror()`);
      await page.getByText('Connessione persa da').waitFor();
      expect(await page.locator('[data-trouble]').count()).toBe(0);
    });
  });

  withRedis('with a Redis that goes and comes back', () => {
    beforeAll(async () => {
      redis = await startRedis();
      rig = await createRig({ settings: { REDIS_URL: redis.url, LOG_LEVEL: 'silent' } });
      await rig.start();
    }, 120_000);
    afterAll(async () => {
      await rig.close();
      await redis?.stop();
    });

    it('is there while Redis is away, for whoever is here and for whoever comes, and gone when it is back', async () => {
      const page = await openConsole(wide);
      await page.waitForTimeout(500);
      expect(await page.locator('[data-trouble]').count()).toBe(0);
      await redis?.kill();
      await page.locator('[data-trouble="redis-down"]').waitFor();
      const later = await openConsole({ ...wide, locale: 'en-GB' });
      await later.getByText('New messages appear a few seconds late').waitFor();
      await redis?.start();
      await Promise.all(
        [page, later].map((one) => one.locator('[data-trouble]').waitFor({ state: 'detached', timeout: 25_000 })),
      );
    }, 60_000);
  });
});

/** A feed that says what the test says, in place of the server's. */
async function useFeedOfTests(page: Page): Promise<void> {
  await page.addInitScript(`
    window.EventSource = class extends EventTarget {
      static CLOSED = 2;
      readyState = 1;
      constructor() { super(); window.feedOfTests = this; setTimeout(() => this.onopen(), 0); }
      close() {}
    };`);
}

async function tell(page: Page, kinds: string[]): Promise<void> {
  const data = JSON.stringify({ troubles: kinds.map((kind) => ({ kind, since: new Date().toISOString() })) });
  // Not page.waitForFunction, which the console's own policy forbids.
  await until(() => page.evaluate<boolean>('window.feedOfTests !== undefined'), 'the feed');
  await page.evaluate(
    `window.feedOfTests.dispatchEvent(new MessageEvent('status', { data: ${JSON.stringify(data)} }))`,
  );
}

/** What axe finds serious or critical. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = (await page.evaluate('axe.run().then((result) => result.violations)')) as {
    id: string;
    impact: string;
    nodes: { html: string }[];
  }[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`);
}
