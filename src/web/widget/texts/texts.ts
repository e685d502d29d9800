// The panel's words by language.

import { english } from './en';
import { italian } from './it';
import type { Language } from './language';
import type { PanelTexts } from './panel-texts';

export const panelTexts: Record<Language, PanelTexts> = { it: italian, en: english };
