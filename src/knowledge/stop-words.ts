// Words that carry no topic and would only make unrelated entries look alike. Written as words.ts leaves them: small
// letters, without accents.
import type { Language } from '../conversation/types';

const italian = `
a ad al allo alla ai agli alle all anche ancora avere avete aveva avevo ha hai hanno ho c che chi ci ciao come con cosa cui
d da dal dallo dalla dai dagli dalle dall de dei del dello della degli delle dell devo deve di dopo e ed era erano ero essere
fa faccio fare fate fatto gia gli grazie i il in io l la le lei lo loro ma me mi mia mie miei mio molto ne nel nello nella nei
negli nelle nell no noi non nostro nostra o oppure per perche pero piu po poi posso possa potete potrei potreste puo qual quale
quali quel quella quello quelle quelli questa queste questi questo qui se sei senza si siamo siete solo sono sta sto stato
stata su sul sullo sulla sui sugli sulle sull sua suo te ti tra tu tutti tutto tutta un una uno va vi voi voglio vorrei vostra
vostre vostri vostro buongiorno buonasera salve gentile favore piacere vuole sia siano essi esso c'e ce cos
quanto quanta quanti quante possiamo possono potremmo abbiamo avremmo dobbiamo dovrei devono vuoi vorremmo facciamo oggi qualcosa
qualcuno niente`;

const english = `
a about am an and any are as at be been but by can cannot could d did do does doesn don for from get got had has have hello
hi how i if im in into is it its just ll m me my no not of off on one or our out please re s shall should so some still t than
thank thanks that the their them then there these they this those to too up us ve was we were what which who whom
why will with would yes you your may might must shall want need won didn isn today something anything
nothing someone`;

const sets: Record<Language, ReadonlySet<string>> = {
  it: new Set(italian.trim().split(/\s+/)),
  en: new Set(english.trim().split(/\s+/)),
};

/** Expects a word as words.ts gives it. */
export function isStopWord(word: string, language: Language): boolean {
  return sets[language].has(word);
}
