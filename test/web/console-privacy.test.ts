// An administrator exports and erases a customer in a real browser; the customer's page begins anew and colleagues' screens
// let go of it.
import { readFileSync } from 'node:fs';
import { source as axeSource } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { administrator, createRig, type Rig } from '../faults/rig';
import { describeInBrowser } from './browser';

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

const words = 'Il vaso lapislazzulino è arrivato rotto, voglio parlare con una persona';

describeInBrowser('a customer’s rights at the console', (browser) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
    await rig.start();
  }, 180_000);
  afterAll(() => rig.close());
  afterEach(async () => {
    for (const context of browser().contexts()) await context.close();
  });

  async function openConsole(options: BrowserContextOptions): Promise<Page> {
    const context = await browser().newContext({ locale: 'it-IT', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${rig.port}/console`);
    await page.getByLabel('E-mail').fill(administrator.email);
    await page.locator('input[type=password]').fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.locator('[data-row]').first().waitFor();
    return page;
  }

  it('downloads all of it, notes the wish not to be contacted, and erases it everywhere', async () => {
    const conversationId = await putInLine(rig);
    await putInLine(rig, 'Vorrei parlare con una persona del mio reso');
    const page = await openConsole({ viewport: { width: 1440, height: 900 } });
    const colleague = await openConsole({ viewport: { width: 1440, height: 900 } });
    for (const screen of [page, colleague]) {
      await screen.locator(`[data-row="${conversationId}"]`).click();
      await screen.getByText('lapislazzulino').first().waitFor();
    }
    await page.getByLabel('Non vuole essere contattato').click({ force: true });
    await page.getByText('non vuole essere contattato di nostra iniziativa').first().waitFor();

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Scarica i dati' }).click();
    const file = await (await downloading).path();
    const exported = JSON.parse(readFileSync(file, 'utf8'));
    expect(exported.conversations[0].messages.map(({ text }: { text: string }) => text)).toContain(words);

    await page.getByRole('button', { name: 'Cancella i dati…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 conversazione').waitFor();
    await dialog.getByText('C’è una promessa aperta').waitFor();
    const confirm = dialog.getByRole('button', { name: 'Cancella per sempre' });
    expect(await confirm.isDisabled()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByLabel('Ho capito').check({ force: true });
    await confirm.click();
    await page.getByText('Cancellato tutto di questo cliente.').waitFor();
    await page.locator(`[data-row="${conversationId}"]`).waitFor({ state: 'detached' });
    await colleague.getByText('Questa conversazione non c’è più.').waitFor();
    await colleague.getByText('lapislazzulino').waitFor({ state: 'detached' });

    await page.goto(`http://127.0.0.1:${rig.port}/console#/audit`);
    await page.getByText('Cliente cancellato').waitFor();
    await page.getByText('Ha scaricato i dati di un cliente').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  }, 60_000);

  it('begins anew on the customer’s page, without a word of before', async () => {
    await putInLine(rig);
    const context = await browser().newContext({ locale: 'it-IT', reducedMotion: 'reduce' });
    const customer = await context.newPage();
    await customer.goto(`http://127.0.0.1:${rig.port}/`);
    const widget = customer.locator('ascolto-widget');
    await widget.getByRole('button').first().click();
    await widget.locator('textarea').fill('Il mappamondino è storto, voglio parlare con una persona');
    await customer.keyboard.press('Enter');
    await widget.getByText('Leggerà questa conversazione').or(widget.getByText('ripetere')).first().waitFor();
    const page = await openConsole({ viewport: { width: 1440, height: 900 } });
    const row = page.locator('[data-row]').filter({ hasText: 'mappamondino' });
    const json = { conversationId: await row.getAttribute('data-row') };
    const headers = { cookie: await cookieOf(rig) };
    expect((await rig.caller.call('POST', '/api/customers/erase', { headers, json })).status).toBe(200);
    await row.waitFor({ state: 'detached' });
    await widget.getByText('mappamondino').waitFor({ state: 'detached', timeout: 15_000 });
    await widget.getByText("sono l'assistente automatico").waitFor();
    await widget.locator('textarea').fill('Quanto costa la spedizione?');
    await customer.keyboard.press('Enter');
    await widget.getByText('6,90').first().waitFor();
  }, 60_000);

  it('asks on a phone as well, and shows the log there', async () => {
    const conversationId = await putInLine(rig);
    const page = await openConsole({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await page.locator(`[data-row="${conversationId}"]`).click();
    await page.getByRole('link', { name: 'Mostra il riepilogo' }).click();
    await page.getByRole('button', { name: 'Cancella i dati…' }).click();
    await page.getByRole('dialog').getByText('1 conversazione').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.goto(`http://127.0.0.1:${rig.port}/console#/audit`);
    await page.getByText('Accesso riuscito').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await faultsOf(page)).toEqual([]);
  }, 60_000);
});

async function putInLine(rig: Rig, text = words): Promise<string> {
  const session = await rig.caller.call('POST', '/widget/session', { json: { locale: 'it-IT' } });
  const headers = { authorization: `Bearer ${session.body.token}` };
  await rig.caller.call('POST', '/v3/directline/conversations', { json: {}, headers });
  const path = `/v3/directline/conversations/${session.body.conversationId}/activities`;
  const json = { type: 'message', text, from: { id: 'me' } };
  await rig.caller.call('POST', path, { json, headers });
  return session.body.conversationId;
}

async function cookieOf(rig: Rig): Promise<string> {
  return (await rig.caller.insist('POST', '/api/session', { json: administrator })).cookie ?? '';
}

/** What axe finds serious or critical. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = (await page.evaluate('axe.run().then((result) => result.violations)')) as Violation[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}
