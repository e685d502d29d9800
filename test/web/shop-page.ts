// A shop's page on an origin of its own, with the strictest content policy that the widget's guide asks for.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ShopPageOptions {
  lang?: string;
  /** Attributes of the script tag. */
  attributes?: string;
  /** Scripts and markup of the shop's own, placed before the tag; scripts need `nonce="shop"`. */
  html?: string;
}

export interface ShopPage {
  origin: string;
  /** Address of a page that embeds the widget of `widgetOrigin`. */
  page(widgetOrigin: string, options?: ShopPageOptions): string;
  close(): Promise<void>;
}

export async function startShopPages(): Promise<ShopPage> {
  const pages: { html: string; policy: string }[] = [];
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(1))];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.policy });
    response.end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    page(widgetOrigin, { lang = 'it', attributes = '', html = '' } = {}) {
      const index = pages.push({
        policy: [
          "default-src 'none'",
          `script-src 'nonce-shop' ${widgetOrigin}`,
          "style-src 'nonce-shop'",
          `connect-src ${widgetOrigin} ${widgetOrigin.replace('http', 'ws')}`,
          "require-trusted-types-for 'script'",
          'trusted-types ascolto',
        ].join('; '),
        html: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Negozio</title>
          <meta name="viewport" content="width=device-width, initial-scale=1"></head>
          <body><main><h1>Negozio</h1>${html}</main>
          <script async src="${widgetOrigin}/widget.js" ${attributes}></script></body></html>`,
      });
      return `${origin}/${index - 1}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
