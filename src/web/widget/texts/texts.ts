// The panel's words by language.
import type { Language } from '../contract';
import { english } from './en';
import { italian } from './it';
import type { PanelTexts } from './panel-texts';

export const panelTexts: Record<Language, PanelTexts> = { it: italian, en: english };
