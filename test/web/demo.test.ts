// The sample shop as the server serves it: strict policy, no dead ends, usable without scripts.
import { source as axeSource } from 'axe-core';
import { startWebServer, type WebServer } from '../channels/web-server';
import { describeInBrowser } from './browser';
import { webRoot } from './widget-world';

describeInBrowser('the sample shop', (browser) => {
  let server: WebServer;

  beforeAll(async () => {
    server = await startWebServer({ webRoot });
  });
  afterAll(async () => {
    await server.close();
  });
  afterEach(async () => {
    for (const context of browser().contexts()) await context.close();
  });

  it.each([
    ['/', 'it', 'Collezione'],
    ['/demo/en.html', 'en', 'Collection'],
  ])('%s shows six pieces, leads nowhere in vain and offers help', async (path, language, link) => {
    const page = await browser().newPage();
    const complaints: string[] = [];
    page.on('console', (line) => complaints.push(line.text()));
    await page.goto(`${server.url}${path}`);
    await expect(page.locator('html').getAttribute('lang')).resolves.toBe(language);
    await expect(
      page
        .getByRole('listitem')
        .filter({ has: page.getByRole('img') })
        .count(),
    ).resolves.toBe(6);
    await page.getByRole('link', { name: link, exact: true }).waitFor();
    const hrefs = await page.evaluate<string[]>("[...document.links].map((link) => link.getAttribute('href'))");
    for (const href of hrefs) await expectToLead(page, href);
    await page.getByRole('button', { name: /^(Apri la chat|Open the chat)$/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('can be read without scripts and by everybody', async () => {
    const context = await browser().newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(server.url);
    await plain.getByRole('heading', { name: 'Vaso Lunaria' }).waitFor();
    const page = await browser().newPage();
    await page.goto(server.url);
    await page.evaluate(axeSource);
    const violations = await page.evaluate<{ id: string; impact: string }[]>(
      'axe.run().then((results) => results.violations)',
    );
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  });

  it('fits a screen of 320 px', async () => {
    const page = await browser().newPage({ viewport: { width: 320, height: 640 } });
    await page.goto(server.url);
    await expect(page.evaluate('document.documentElement.scrollWidth')).resolves.toBe(320);
  });

  async function expectToLead(page: import('playwright-core').Page, href: string): Promise<void> {
    if (/^(tel|mailto):/.test(href)) return;
    if (href.startsWith('#')) {
      await expect(page.locator(`[id="${href.slice(1)}"]`).count()).resolves.toBe(1);
      return;
    }
    // The channel's test server has no console in front of it; the built files do.
    expect((await fetch(new URL(href, server.url))).status).toBe(200);
  }
});
