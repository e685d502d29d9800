// The panel's style sheets, later ones over earlier ones.
import cards from './cards.css?inline';
import composer from './composer.css?inline';
import header from './header.css?inline';
import list from './list.css?inline';
import messages from './messages.css?inline';
import panel from './panel.css?inline';

export const panelCss = panel + header + list + messages + cards + composer;
