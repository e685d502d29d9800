// Start of the widget: what the one script tag loads. Shows the launcher, keeps the page's calls, and fetches the panel on
// first use, or at once when this visitor already has a conversation.
import { isAlreadyThere } from './page-api';
import { readSettings } from './settings';
import { ShopWidget } from './shop-widget';

const script = document.currentScript;

if (script instanceof HTMLScriptElement && !isAlreadyThere()) {
  const start = () => new ShopWidget(readSettings(script));
  if (document.body === null) addEventListener('DOMContentLoaded', start);
  else start();
}
