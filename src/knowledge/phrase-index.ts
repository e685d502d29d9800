// The knowledge as phrases (titles, aliases, answers) and the lookup of one stem in them: exact, by a typo or the
// beginning of a word, or through the shop's synonyms.
import MiniSearch from 'minisearch';
import type { Language } from '../conversation/types';
import type { LanguageKnowledge } from './knowledge-file';
import { stemsOf } from './words';

/** A title, an alias or an answer. */
interface Phrase {
  entryId: string;
  stems: ReadonlySet<string>;
  /** Titles and aliases are how customers ask; an answer only adds words. */
  isAsked: boolean;
  /** Sum over its stems. */
  information: number;
}

/** What one stem of a question finds. Information is inverse document frequency over entries: rare words tell more. */
export interface Match {
  /** Information of the stem; of one that only a typo or a synonym leads to, that of the best word it leads to. */
  asked: number;
  /** By index of the phrase: the information that question and phrase share through this stem. */
  shared: ReadonlyMap<number, number>;
}

export interface PhraseIndex {
  phrases: readonly Phrase[];
  /** True for a stem that stands in a phrase or in a synonym group. */
  knows(stem: string): boolean;
  match(stem: string): Match;
}

/** A word with a typo, or one that only begins alike, counts less than the word itself. */
const nearShare = 0.6;
const synonymShare = 0.5;

export function createPhraseIndex({ entries, synonyms }: LanguageKnowledge, language: Language): PhraseIndex {
  const drafts = entries.flatMap(({ id, title, aliases, answer }) => [
    ...[title, ...aliases].map((text) => ({ entryId: id, stems: stemsOf(text, language), isAsked: true })),
    { entryId: id, stems: stemsOf(answer, language), isAsked: false },
  ]);
  const holders = holdersOf(drafts);
  const information = (stem: string) => informationOf(holders.get(stem)?.size ?? 0, entries.length);
  const phrases = drafts.map((draft) => ({ ...draft, information: sumOf(draft.stems, information) }));
  const others = synonymStems(synonyms, language);
  const near = nearStems([...holders.keys()]);
  const places = placesOf(phrases);

  function match(stem: string): Match {
    const shared = new Map<number, number>();
    let asked = holders.has(stem) ? information(stem) : 0;
    const find = (held: string, share: number) => {
      if (places.has(held) && !holders.has(stem)) asked = Math.max(asked, information(held));
      for (const place of places.get(held) ?? [])
        shared.set(place, Math.max(share * information(held), shared.get(place) ?? 0));
    };
    for (const held of near(stem)) find(held, held === stem ? 1 : nearShare);
    for (const other of others.get(stem) ?? []) find(other, synonymShare);
    return { asked: shared.size === 0 ? information(stem) : asked, shared };
  }
  return { phrases, knows: (stem) => holders.has(stem) || others.has(stem), match: remembered(match) };
}

/** The entries that hold each stem. */
function holdersOf(phrases: Pick<Phrase, 'entryId' | 'stems'>[]): ReadonlyMap<string, ReadonlySet<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { entryId, stems } of phrases)
    for (const stem of stems) holders.set(stem, (holders.get(stem) ?? new Set()).add(entryId));
  return holders;
}

function informationOf(holderCount: number, entryCount: number): number {
  return Math.log(1 + (entryCount - holderCount + 0.5) / (holderCount + 0.5));
}

function sumOf(stems: ReadonlySet<string>, information: (stem: string) => number): number {
  return [...stems].reduce((total, stem) => total + information(stem), 0);
}

function placesOf(phrases: Phrase[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  phrases.forEach(({ stems }, place) => {
    for (const stem of stems) places.set(stem, [...(places.get(stem) ?? []), place]);
  });
  return places;
}

function synonymStems(groups: string[][], language: Language): ReadonlyMap<string, ReadonlySet<string>> {
  const others = new Map<string, Set<string>>();
  for (const group of groups) {
    const stems = new Set(group.flatMap((word) => [...stemsOf(word, language)]));
    for (const stem of stems) {
      const known = others.get(stem) ?? new Set();
      for (const other of stems) if (other !== stem) known.add(other);
      others.set(stem, known);
    }
  }
  return others;
}

/** The held stems that are the given one, begin with it, or are a typo away. */
function nearStems(held: string[]): (stem: string) => string[] {
  const index = new MiniSearch<{ id: number; stem: string }>({
    fields: ['stem'],
    tokenize: (stem) => [stem],
    processTerm: (stem) => stem,
    searchOptions: { prefix: (stem) => stem.length > 3, fuzzy: (stem) => (stem.length > 4 ? 0.2 : false) },
  });
  index.addAll(held.map((stem, id) => ({ id, stem })));
  return (stem) => index.search(stem).flatMap(({ terms }) => terms);
}

const mostRemembered = 10_000;

/** Customers use few different words, and the knowledge does not change: each stem is looked up once. */
function remembered(match: (stem: string) => Match): (stem: string) => Match {
  const known = new Map<string, Match>();
  return (stem) => {
    const before = known.get(stem);
    if (before !== undefined) return before;
    const found = match(stem);
    if (known.size >= mostRemembered) known.clear();
    known.set(stem, found);
    return found;
  };
}
