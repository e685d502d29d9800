// When do two questions ask the same? Their form is the set of words that carry meaning, shortened to their stems.
import { foldText } from './fold-text';

/** At least this share of all their words must be common to two forms of one question. */
const sameShare = 0.7;

const emptyWords = new Set(
  `a ad al allo ai agli alla alle anche ancora avrei aver avere c che ci con d da dal dalla dai dei del dell della delle degli di e ecco ed
  era fa gli ha hai ho i il in io l la le lei li lo loro ma me mi mia mie miei mio molto ne nel nella nello noi nostro o ok per pero piu po poi
  proprio pure qui quindi se si sia sono su sul sulla tra tu un una uno vi voi vostra vostre vostri vostro volevo vorrei voglio sapere
  salve ciao buongiorno buonasera grazie prego scusi scusa scusate favore cortesia piacere potete potresti puoi puo potrei posso dire dirmi allora
  am an and any are at be been but by can could did do does for from have has hello hey hi his i is it its just know me my of on or please
  s so some tell thank thanks that the their them then there this to us want was we were will with would yes you your d ll m re ve`.split(
    /\s+/,
  ),
);

/** The form of a question for recentQuestions: stems of its meaningful words in order, each once; '' when there are none. */
export function normaliseQuestion(text: string): string {
  const stems = new Set<string>();
  for (const { form } of foldText(text).words) {
    if (!emptyWords.has(form)) stems.add(stem(form));
  }
  return [...stems].slice(0, 24).join(' ');
}

/** Share of common words of two forms, 0–1; word order does not matter. */
export function questionSimilarity(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  const [wordsOfA, wordsOfB] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const common = [...wordsOfA].filter((word) => wordsOfB.has(word)).length;
  return common / (wordsOfA.size + wordsOfB.size - common);
}

/** Do two forms ask the same question? */
export function isSameQuestion(a: string, b: string): boolean {
  return questionSimilarity(a, b) >= sameShare;
}

/** Cuts the ending that number and gender change: "pacchi" and "pacco", "vases" and "vase" meet. */
function stem(form: string): string {
  if (form.length <= 4) return form;
  const singular = form.endsWith('s') ? form.slice(0, -1) : form;
  return singular.replace(/(?:h?[aeio])$/u, '');
}
