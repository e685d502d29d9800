// The real website channel with the built widget, a shop's page on another origin, and a browser looking at it.
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { startWebServer, type WebServer } from '../channels/web-server';
import { type ShopPage, type ShopPageOptions, startShopPages } from './shop-page';

export const webRoot = join(__dirname, '../../dist/web');

export interface WidgetWorld {
  server: WebServer;
  shop: ShopPage;
  /** A fresh visitor on a fresh page; whatever the page complains about is kept in `complaints`. */
  visit(browser: Browser, options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface VisitOptions extends ShopPageOptions {
  context?: BrowserContextOptions;
  /** Runs before the page is loaded. */
  before?(page: Page): Promise<unknown>;
}

export interface Visit {
  page: Page;
  address: string;
  complaints: string[];
  /** `METHOD path` of everything asked of the widget's server. */
  requests: string[];
  launcher: Locator;
  panel: Locator;
  box: Locator;
  log: Locator;
  open(): Promise<void>;
  say(text: string): Promise<void>;
  conversationId(): Promise<string>;
}

const giulia = { id: 'a1', name: 'Giulia Ferri', manages: false };

export async function startWidgetWorld(): Promise<WidgetWorld> {
  const shop = await startShopPages();
  const server = await startWebServer({ webRoot, allowedOrigins: [shop.origin] });
  return {
    server,
    shop,
    async visit(browser, { context, before, ...options } = {}) {
      const opened = await browser.newContext({ locale: 'it-IT', timezoneId: 'Europe/Rome', ...context });
      const page = await opened.newPage();
      const visit = watch(page, server, shop.page(server.url, options));
      await before?.(page);
      await page.goto(visit.address);
      await page.locator('ascolto-widget').waitFor({ state: 'attached' });
      return visit;
    },
    async close() {
      await server.close();
      await shop.close();
    },
  };
}

export function watch(page: Page, server: WebServer, address: string): Visit {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === server.url) requests.push(`${request.method()} ${url.pathname}`);
  });
  page.on('websocket', () => requests.push('SOCKET'));
  const panel = page.getByRole('dialog');
  const box = page.getByRole('textbox', { name: /Scriva un messaggio|Write a message/ });
  const launcher = page.getByRole('button', { name: /(Apri|Chiudi) la chat|(Open|Close) the chat/ }).last();
  return {
    page,
    address,
    complaints,
    requests,
    panel,
    box,
    launcher,
    log: page.getByRole('log'),
    async open() {
      await launcher.click();
      await page.getByRole('log').getByRole('listitem').first().waitFor();
    },
    async say(text) {
      await box.fill(text);
      await box.press('Enter');
    },
    conversationId: () =>
      page.evaluate<string>(`JSON.parse(localStorage.getItem('ascolto:${server.url}') ?? '{}').conversationId ?? ''`),
  };
}

/** By way of a person who gives it back: the desk's own moves, without the bot's turn. */
export async function putInLine(server: WebServer, conversationId: string): Promise<void> {
  await server.desk.claim(conversationId, giulia);
  await server.desk.release(conversationId, giulia);
}

export async function answerAsPerson(server: WebServer, conversationId: string, text: string): Promise<void> {
  await server.desk.claim(conversationId, giulia);
  await server.desk.reply(conversationId, giulia, { text, clientId: text });
}
