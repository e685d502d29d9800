// The widget in a real browser, on a shop's page of another origin, against the real website channel.
import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { answerAsPerson, putInLine, startWidgetWorld, type WidgetWorld, watch } from './widget-world';

describeInBrowser('the widget on a shop’s page', (browser) => {
  let world: WidgetWorld;

  beforeAll(async () => {
    world = await startWidgetWorld();
  });
  afterAll(async () => {
    await world.close();
  });
  afterEach(async () => {
    for (const context of browser().contexts()) await context.close();
  });

  it('costs one script until it is opened, and works under a strict policy of the page', async () => {
    const visit = await world.visit(browser());
    await expect(visit.page.getByText('Possiamo aiutarti?').textContent()).resolves.toBe('Possiamo aiutarti?');
    expect(visit.requests).toEqual(['GET /widget.js']);
    await visit.open();
    await visit.say('Buongiorno');
    await visit.log.getByText('Inviato', { exact: true }).waitFor();
    expect(visit.requests).toEqual(expect.arrayContaining(['GET /widget-panel.js', 'POST /widget/session', 'SOCKET']));
    expect(visit.complaints).toEqual([]);
  });

  it('says first that it is an automated assistant, and keeps a person one tap away', async () => {
    const visit = await world.visit(browser());
    await visit.open();
    await visit.panel.getByRole('heading', { name: 'Assistente automatico' }).waitFor();
    await visit.page.getByRole('button', { name: 'Parla con una persona' }).click();
    await visit.log.getByText('Inviato', { exact: true }).waitFor();
    const rows = await world.server.journal.messagesAfter(await visit.conversationId(), 0, 10);
    expect(rows.at(-1)).toMatchObject({ from: { kind: 'customer' }, text: 'Parla con una persona' });
  });

  it('can be used with the keyboard alone', async () => {
    const { page, ...visit } = await world.visit(browser());
    await visit.launcher.focus();
    await page.keyboard.press('Enter');
    await visit.log.getByRole('listitem').first().waitFor();
    expect(await focused(page)).toBe('Scriva un messaggio…');
    const id = await visit.conversationId();
    await world.server.say(id, { kind: 'bot' }, 'Quale ordine?', [
      { title: 'L’ultimo', value: 'Il mio ultimo ordine' },
    ]);
    const reply = page.getByRole('button', { name: 'L’ultimo' });
    await reply.focus();
    await page.keyboard.press('Enter');
    await visit.log.getByText('Il mio ultimo ordine').waitFor();
    await reply.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Scriva un messaggio…');
    await page.keyboard.press('Escape');
    await visit.panel.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('Apri la chat');
  });

  it('tells a person from the bot by name, by word and for those who listen', async () => {
    const visit = await world.visit(browser());
    await visit.open();
    await answerAsPerson(world.server, await visit.conversationId(), 'Sono Giulia, eccomi.');
    const line = visit.log.getByRole('listitem').filter({ hasText: 'Sono Giulia, eccomi.' });
    await line.waitFor();
    await expect(line.textContent()).resolves.toContain('Giulia Ferri (persona): ');
    await visit.panel.getByRole('heading', { name: 'Giulia Ferri' }).waitFor();
    await expect(visit.page.getByRole('button', { name: 'Parla con una persona' }).count()).resolves.toBe(0);
    await expect(visit.log.getAttribute('aria-live')).resolves.toBe('polite');
  });

  it('counts what arrives while it is closed, shows the words, and tells the page', async () => {
    const html = `<script nonce="shop">
      window.Ascolto = window.Ascolto || function () { (Ascolto.q = Ascolto.q || []).push(arguments); };
      window.heard = [];
      for (const name of ['ready', 'open', 'close', 'message', 'unread'])
        Ascolto('on', name, (detail) => window.heard.push([name, detail && detail.text ? detail.text : detail]));
    </script>`;
    const visit = await world.visit(browser(), { html });
    await visit.open();
    await visit.page.keyboard.press('Escape');
    await answerAsPerson(world.server, await visit.conversationId(), 'La richiamo io.');
    await visit.page.getByRole('button', { name: 'Apri la chat, 2 messaggi non letti' }).waitFor();
    await visit.page.getByText('Giulia Ferri: La richiamo io.').waitFor();
    await visit.launcher.click();
    await visit.page.getByRole('button', { name: 'Chiudi la chat', exact: true }).first().waitFor();
    const heard = await visit.page.evaluate<[string, unknown][]>('window.heard');
    expect(heard.map(([name]) => name).filter((name) => name !== 'message' && name !== 'unread')).toEqual([
      'ready',
      'open',
      'close',
      'open',
    ]);
    expect(heard).toEqual(expect.arrayContaining([['message', 'La richiamo io.']]));
    expect(heard.filter(([name]) => name === 'unread').at(-1)).toEqual(['unread', 0]);
    expect(visit.complaints).toEqual([]);
  });

  it('shows the wait honestly and lets the customer leave the line', async () => {
    const visit = await world.visit(browser());
    await visit.open();
    await visit.say('Vorrei una persona');
    await visit.log.getByText('Inviato', { exact: true }).waitFor();
    await putInLine(world.server, await visit.conversationId());
    await visit.panel.getByRole('heading', { name: 'In attesa' }).waitFor();
    await visit.panel.getByText('Può chiudere la pagina').waitFor();
    await visit.panel.getByLabel('Indirizzo e-mail').fill('anna');
    await visit.panel.getByRole('button', { name: 'Lascia l’e-mail' }).click();
    await visit.panel.getByText('Controlli l’indirizzo').waitFor();
    await visit.panel.getByLabel('Indirizzo e-mail').fill('anna@example.com');
    await visit.panel.getByRole('button', { name: 'Lascia l’e-mail' }).click();
    await visit.panel.getByLabel('Indirizzo e-mail').waitFor({ state: 'detached' });
    await visit.panel.getByRole('button', { name: 'Non serve più' }).click();
    await visit.panel.getByRole('heading', { name: 'Assistente automatico' }).waitFor();
    const conversation = await world.server.journal.load(await visit.conversationId());
    expect(conversation).toMatchObject({ phase: 'bot', customer: { contactEmail: 'anna@example.com' } });
  });

  it('says “Non inviato. Riprova” and does not double what is tried again', async () => {
    const visit = await world.visit(browser());
    await visit.open();
    await visit.page.route('**/activities', (route) => route.abort());
    await visit.say('mi sente?');
    await visit.log.getByText('Non inviato.').waitFor();
    await visit.page.unroute('**/activities');
    await visit.page.getByRole('button', { name: 'Riprova' }).click();
    await visit.log.getByText('Inviato', { exact: true }).waitFor();
    const rows = await world.server.journal.messagesAfter(await visit.conversationId(), 0, 10);
    expect(rows.filter((row) => row.text === 'mi sente?')).toHaveLength(1);
  });

  it('survives a restart of the server and a reload of the page', async () => {
    const visit = await world.visit(browser());
    await visit.open();
    await visit.say('prima');
    await visit.log.getByText('Inviato', { exact: true }).waitFor();
    await world.server.restart(async () => {
      await visit.say('durante');
      await visit.panel.getByText('Connessione interrotta').waitFor();
    });
    const backSince = Date.now();
    await visit.panel.getByText('Connessione interrotta').waitFor({ state: 'detached' });
    expect(Date.now() - backSince).toBeLessThan(3_000);
    await visit.log.getByText('Inviato', { exact: true }).last().waitFor();
    await visit.page.reload();
    await visit.open();
    await expect(visit.log.locator('.bubble').allTextContents()).resolves.toEqual(
      expect.arrayContaining(['prima', 'durante']),
    );
    await expect(visit.log.getByText('durante').count()).resolves.toBe(1);
  });

  it('shows the same conversation in two tabs', async () => {
    const one = await world.visit(browser());
    await one.open();
    const page = await one.page.context().newPage();
    const two = watch(page, world.server, one.address);
    await page.goto(one.address);
    await two.open();
    await two.say('dalla seconda scheda');
    await one.log.getByText('dalla seconda scheda').waitFor();
    expect(await two.conversationId()).toBe(await one.conversationId());
  });

  it('works where sockets are blocked', async () => {
    const visit = await world.visit(browser(), {
      before: (page) => page.routeWebSocket(/stream/, (socket) => socket.close({ code: 1011 })),
    });
    await visit.open();
    await visit.say('senza socket');
    await visit.log.getByText('Inviato', { exact: true }).waitFor();
    await world.server.say(await visit.conversationId(), { kind: 'bot' }, 'La leggo lo stesso.');
    await visit.log.getByText('La leggo lo stesso.').waitFor();
  });

  it('takes pictures and PDFs, shows them, and refuses the rest in words', async () => {
    const visit = await world.visit(browser());
    await visit.open();
    const picker = visit.page.locator('input[type=file]');
    await picker.setInputFiles({ name: 'elenco.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') });
    await visit.panel.getByText('«elenco.zip» non si può inviare.').waitFor();
    await picker.setInputFiles({ name: 'grande.png', mimeType: 'image/png', buffer: Buffer.alloc(5 * 2 ** 20 + 1) });
    await visit.panel.getByText('«grande.png» supera 5 MB.').waitFor();
    await picker.setInputFiles({ name: 'tazza.png', mimeType: 'image/png', buffer: pixel });
    await visit.panel.getByRole('button', { name: 'Togli tazza.png' }).waitFor();
    await visit.say('ecco');
    const picture = visit.log.getByRole('link').getByRole('img', { name: 'tazza.png' });
    await picture.waitFor();
    await until(async () => /width/.test((await picture.getAttribute('style')) ?? ''));
    expect(visit.complaints).toEqual([]);
  });

  it('keeps an input method’s Enter and a text that is too long from leaving', async () => {
    const visit = await world.visit(browser());
    await visit.open();
    await visit.box.fill('にほん');
    await visit.box.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, composed: true });
    await expect(visit.box.inputValue()).resolves.toBe('にほん');
    await visit.box.fill('x'.repeat(3_990));
    await visit.panel.getByText('Restano 10 caratteri').waitFor();
    await visit.say('x'.repeat(4_001));
    await visit.panel.getByText('Troppo lungo').waitFor();
    await expect(visit.log.getByRole('listitem').count()).resolves.toBe(1);
  });

  it('can be opened, closed and reset by the page, and speaks English there', async () => {
    const visit = await world.visit(browser(), { lang: 'en', attributes: 'data-hide-launcher data-side="left"' });
    await visit.page.evaluate('Ascolto.open()');
    await visit.panel.getByRole('heading', { name: 'Automated assistant' }).waitFor();
    await visit.log.getByRole('listitem').first().waitFor();
    const before = await visit.conversationId();
    await visit.page.evaluate("Ascolto('reset')");
    await until(async () => !['', before].includes(await visit.conversationId()));
    await visit.page.evaluate("Ascolto('close')");
    await visit.panel.waitFor({ state: 'hidden' });
    expect(visit.complaints).toEqual([]);
  });
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What a screen reader would name as focused, through the shadow root. */
function focused(page: Page): Promise<string | null> {
  const outer = 'document.activeElement';
  return page.evaluate(`(${outer}?.shadowRoot?.activeElement ?? ${outer})?.getAttribute('aria-label')`);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isTrue()); tries++) {
    if (tries > 200) throw new Error(`still not: ${isTrue}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
