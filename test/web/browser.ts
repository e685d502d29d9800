// A real Chromium for tests of pages; a machine without one says so at the end of the run.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { leaveOut } from '../left-out';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the Chromium of this machine: CHROMIUM_PATH, else the usual places; null when there is none. */
export function findChromium(): string | null {
  return places.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? null;
}

/** A headless browser with a fresh profile of its own. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium; set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/** `describe` with a browser that lives as long as the suite; left out aloud where there is no Chromium. */
export function describeInBrowser(name: string, body: (browser: () => Browser) => void): void {
  describe(name, () => {
    if (findChromium() === null) {
      it('is left out because this machine has no Chromium', () => {
        leaveOut(name, 'no Chromium (set CHROMIUM_PATH)');
        expect(findChromium()).toBeNull();
      });
      return;
    }
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser.close();
    });
    body(() => browser);
  });
}
