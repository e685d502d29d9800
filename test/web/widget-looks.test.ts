// Whether everybody can use the widget: assistive technology, small and large screens, large text, dark rooms, hostile pages.
import { source as axeSource } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { answerAsPerson, putInLine, startWidgetWorld, type WidgetWorld } from './widget-world';

const root = "document.querySelector('ascolto-widget').shadowRoot";

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

describeInBrowser('the widget for everybody', (browser) => {
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

  it.each(['light', 'dark'] as const)('has no serious accessibility fault in a %s room', async (colorScheme) => {
    const visit = await world.visit(browser(), { context: { colorScheme, reducedMotion: 'reduce' } });
    const faults = [...(await faultsOf(visit.page, 'launcher'))];
    await visit.open();
    const id = await visit.conversationId();
    await world.server.say(id, { kind: 'bot' }, 'Vedi https://example.com', [{ title: 'Sì, grazie', value: 'Sì' }]);
    await visit.page.getByRole('button', { name: 'Sì, grazie' }).waitFor();
    faults.push(...(await faultsOf(visit.page, 'bot')));
    await putInLine(world.server, id);
    await visit.panel.getByLabel('Indirizzo e-mail').waitFor();
    faults.push(...(await faultsOf(visit.page, 'waiting')));
    await visit.page.route('**/activities', (route) => route.abort());
    await visit.say('x'.repeat(3_995));
    await visit.log.getByText('Non inviato.').waitFor();
    await visit.page.unroute('**/activities');
    await answerAsPerson(world.server, id, 'Eccomi, sono Giulia.');
    await visit.log.getByText('Eccomi, sono Giulia.').waitFor();
    await visit.page.getByRole('button', { name: 'Opzioni' }).click();
    await visit.page.getByLabel('Mostra gli orari').check();
    faults.push(...(await faultsOf(visit.page, 'person')));
    expect(faults).toEqual([]);
  });

  it('fills a phone of 320 px, keeps the focus inside, and cuts nothing at twice the text size', async () => {
    const context = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
    const visit = await world.visit(browser(), { context });
    await visit.open();
    await world.server.say(await visit.conversationId(), { kind: 'bot' }, `Codice ${'LUNARIA'.repeat(20)}`);
    await visit.log.getByText('LUNARIALUNARIA').waitFor();
    await expect(visit.panel.getAttribute('aria-modal')).resolves.toBe('true');
    expect(await visit.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 640 });
    expect(await cutOff(visit.page)).toEqual([]);
    await visit.page.evaluate(`${root}.querySelector('.frame').style.fontSize = '200%'`);
    expect(await cutOff(visit.page)).toEqual([]);
    await visit.page.getByRole('button', { name: 'Chiudi la chat' }).first().focus();
    for (let stops = 0; stops < 12; stops++) {
      await visit.page.keyboard.press('Tab');
      expect(await visit.page.evaluate('document.activeElement.tagName')).toBe('ASCOLTO-WIDGET');
    }
  });

  it('looks the same on a page whose styles shout', async () => {
    const html = `<style nonce="shop">
      * { font: 700 40px serif !important; letter-spacing: 9px !important; color: red !important; }
      ascolto-widget, div, button { position: static !important; display: none !important; transform: scale(3) !important; }
      html { font-size: 62.5%; direction: rtl; }
    </style>`;
    const visit = await world.visit(browser(), { html });
    const box = await visit.launcher.boundingBox();
    expect(box).toMatchObject({ width: 56, height: 56, x: 1280 - 56 - 20, y: 720 - 56 - 20 });
    await visit.open();
    const style = await visit.page.evaluate(`(() => {
      const { fontSize, fontWeight, letterSpacing, direction } = getComputedStyle(${root}.querySelector('.bubble'));
      return [fontSize, fontWeight, letterSpacing, direction].join(' ');
    })()`);
    expect(style).toBe('15px 400 normal ltr');
  });

  it('wears the shop’s colour and words, and keeps them readable', async () => {
    const attributes = 'data-theme="dark" data-accent="#f2ddae" data-label="Serve aiuto?" data-side="left"';
    const visit = await world.visit(browser(), { attributes });
    await visit.page.getByText('Serve aiuto?').waitFor();
    await visit.open();
    await visit.say('ciao');
    await visit.log.getByText('ciao').waitFor();
    const colours = await visit.page.evaluate(`(() => {
      const { color, backgroundColor } = getComputedStyle(${root}.querySelector('.by-customer .bubble'));
      return [color, backgroundColor, getComputedStyle(${root}.querySelector('.panel')).backgroundColor];
    })()`);
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(242, 221, 174)', 'rgb(25, 29, 38)']);
    expect((await visit.launcher.boundingBox())?.x).toBe(20);
  });

  it('moves nothing for who asked for less motion', async () => {
    const visit = await world.visit(browser(), { context: { reducedMotion: 'reduce' } });
    await visit.open();
    await expect(visit.page.evaluate(`${root}.getAnimations().length`)).resolves.toBe(0);
  });
});

/** Serious and critical faults, named by the state the widget was in. */
async function faultsOf(page: Page, state: string): Promise<string[]> {
  // Evaluated, not added as a script: the page's policy forbids what is not the widget's.
  await page.evaluate(axeSource);
  const violations = await page.evaluate<Violation[]>(
    "axe.run(document.querySelector('ascolto-widget')).then((results) => results.violations)",
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${state}: ${id} ${nodes[0]?.html}`);
}

/** What sticks out of the panel to the side, or is wider than the place it has, when nothing moves in any more. */
async function cutOff(page: Page): Promise<string[]> {
  await page.evaluate(`Promise.allSettled(${root}.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity)
    .map((animation) => animation.finished))`);
  return page.evaluate(`(() => {
    const panel = ${root}.querySelector('.panel');
    const frame = panel.getBoundingClientRect();
    const sticksOut = ({ left, right }) => right > frame.right + 1 || left < frame.left - 1;
    const hides = (node) => getComputedStyle(node).overflowX !== 'visible' && node.scrollWidth > node.clientWidth + 1;
    return [...panel.querySelectorAll('*')]
      .filter((node) => node.closest('.unseen') === null && node.checkVisibility({ visibilityProperty: true }))
      .filter((node) => sticksOut(node.getBoundingClientRect()) || hides(node))
      .map((node) => node.outerHTML.slice(0, 120));
  })()`);
}
