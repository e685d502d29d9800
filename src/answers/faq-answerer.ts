// Answers from the shop's knowledge without a model: word for word when sure, up to three titles when not, else an honest
// "unsure". It never guesses; how sure is sure enough comes from the knowledge's own tests (knowledge/calibrate.ts).
import { type Language, languages } from '../conversation/types';
import { calibrate, isSure, type Thresholds } from '../knowledge/calibrate';
import type { Knowledge, KnowledgeEntry } from '../knowledge/knowledge-file';
import { createSearch, type Search } from '../knowledge/search';
import { questionKey } from '../knowledge/words';
import type { Answered, Answerer } from './answerer';
import { createRecogniseCourtesy } from './courtesy';

const choiceCount = 3;
/** What lies beyond is not searched; a question fits in it, and a letter has said by then what it is about. */
const longestSearched = 4_000;

/** Prepares and calibrates both languages (tens of milliseconds); answering then takes microseconds, a letter a millisecond. */
export function createFaqAnswerer({ knowledge }: { knowledge: Knowledge }): Answerer {
  const recogniseCourtesy = createRecogniseCourtesy(knowledge);
  const shelves = { it: createShelf(knowledge, 'it'), en: createShelf(knowledge, 'en') };
  return {
    async answer({ text, language }) {
      const recognised = recogniseCourtesy(text, language);
      if (recognised !== null) return { kind: 'courtesy', text: recognised.courtesy, agrees: recognised.agrees };
      const question = text.slice(0, longestSearched);
      return exactAnswer(shelves, question, language) ?? bestAnswer(shelves[language], question);
    },
  };
}

/** One language's knowledge, ready to be searched. */
interface Shelf {
  search: Search;
  thresholds: Thresholds;
  entries: ReadonlyMap<string, KnowledgeEntry>;
  /** Entries by the key of their title and of each alias. */
  byQuestion: ReadonlyMap<string, KnowledgeEntry>;
}

function createShelf(knowledge: Knowledge, language: Language): Shelf {
  const { entries } = knowledge[language];
  const search = createSearch(knowledge[language], language);
  return {
    search,
    thresholds: calibrate(search, knowledge[language]),
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    byQuestion: new Map(
      entries.flatMap((entry) =>
        [entry.title, ...entry.aliases].map((phrase) => [questionKey(phrase), entry] as const),
      ),
    ),
  };
}

/** A pressed button sends a title, perhaps one offered before the customer changed language: it is answered in its own. */
function exactAnswer(shelves: Record<Language, Shelf>, question: string, language: Language): Answered | null {
  const key = questionKey(question);
  for (const tried of [language, ...languages]) {
    const entry = shelves[tried].byQuestion.get(key);
    if (entry !== undefined) return said(entry);
  }
  return null;
}

function bestAnswer({ search, thresholds, entries }: Shelf, question: string): Answered {
  const hits = search(question);
  const found = hits
    .slice(0, choiceCount)
    .filter(({ score }) => score >= thresholds.offerAt)
    .flatMap(({ entryId }) => entries.get(entryId) ?? []);
  const [best] = found;
  if (best === undefined) return { kind: 'unsure' };
  if (isSure(hits, thresholds)) return said(best);
  return { kind: 'choices', choices: found.map(({ id, title }) => ({ entryId: id, title })) };
}

function said({ id, title, answer, link }: KnowledgeEntry): Answered {
  return { kind: 'answer', entryId: id, title, text: answer, ...(link === undefined ? {} : { link }) };
}
