// Which sets of alternatives ("rotto|rotta|spezzat-") a word belongs to: exact words and word beginnings first, then the same
// with doubled letters made single ("aspeto", "rimmborso"), then words one typing slip away ("oepratore").

export interface Membership {
  sets: readonly number[];
  /** Only as a typing slip of another word: too little to be a cue by itself. */
  isSlip: boolean;
}

export interface WordSets {
  /** Registers alternatives joined by "|" and returns the number of their set. */
  add(alternatives: string): number;
  /** No more sets: prepares the tables for slips. */
  seal(): void;
  /** The sets that `form` belongs to. */
  of(form: string): Membership;
  /** Does a phrase name exactly this word? */
  knows(form: string): boolean;
}

const shortestPrefix = 3;
const shortestSingled = 5;
const shortestSlip = 6;
/** Looked-up words are remembered, since customers share their words; bounded against made-up ones. */
const rememberedWords = 5_000;
const none: readonly number[] = [];
const stranger: Membership = { sets: none, isSlip: false };

/** `rightWords` are never taken for slips of other words; `spellings` maps short spellings to full words. */
export function createWordSets(rightWords: readonly string[], spellings: ReadonlyMap<string, string>): WordSets {
  const numbers = new Map<string, number>();
  const tables = createTables();
  const right = new Set(rightWords);
  const remembered = new Map<string, Membership>();

  return {
    add(alternatives) {
      const known = numbers.get(alternatives);
      if (known !== undefined) return known;
      const set = numbers.size;
      numbers.set(alternatives, set);
      for (const word of alternatives.split('|')) {
        if (word.endsWith('-')) push(tables.prefixes, word.slice(0, -1), set);
        else push(tables.exact, word, set);
      }
      return set;
    },
    seal: () => prepareForSlips(tables),
    of(form) {
      const before = remembered.get(form);
      if (before !== undefined) return before;
      if (remembered.size >= rememberedWords) remembered.clear();
      const membership = lookUp(spellings.get(form) ?? form, tables, right);
      remembered.set(form, membership);
      return membership;
    },
    knows: (form) => tables.exact.has(form),
  };
}

interface Tables {
  exact: Map<string, number[]>;
  prefixes: Map<string, number[]>;
  /** The same with doubled letters made single. */
  singledExact: Map<string, number[]>;
  singledPrefixes: Map<string, number[]>;
  /** Words, and word beginnings, by the keys they share with what is a slip away. */
  slips: Map<string, string[]>;
  prefixSlips: Map<string, string[]>;
}

function createTables(): Tables {
  return {
    exact: new Map(),
    prefixes: new Map(),
    singledExact: new Map(),
    singledPrefixes: new Map(),
    slips: new Map(),
    prefixSlips: new Map(),
  };
}

function prepareForSlips({ exact, prefixes, singledExact, singledPrefixes, slips, prefixSlips }: Tables): void {
  for (const [word, sets] of exact) {
    if (word.length >= shortestSingled) for (const set of sets) push(singledExact, single(word), set);
    if (word.length >= shortestSlip) for (const key of keysOf(word)) push(slips, key, word);
  }
  for (const [word, sets] of prefixes) {
    for (const set of sets) push(singledPrefixes, single(word), set);
    if (word.length >= shortestSlip) for (const key of keysOf(word)) push(prefixSlips, key, word);
  }
}

function lookUp(form: string, tables: Tables, right: ReadonlySet<string>): Membership {
  const known = collect(form, tables.exact, tables.prefixes);
  if (known.length > 0) return { sets: known, isSlip: false };
  if (right.has(form) || form.length < shortestSingled) return stranger;
  const singled = collect(single(form), tables.singledExact, tables.singledPrefixes);
  if (singled.length > 0) return { sets: singled, isSlip: false };
  if (form.length < shortestSlip) return stranger;
  const meant = ofSlip(form, tables.slips, tables.exact);
  return { sets: meant.length > 0 ? meant : ofPrefixSlip(form, tables), isSlip: true };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
}

function collect(form: string, exact: Map<string, number[]>, prefixes: Map<string, number[]>): readonly number[] {
  const sets = exact.get(form) ?? none;
  let found: number[] | undefined;
  for (let length = shortestPrefix; length <= form.length; length += 1) {
    const more = prefixes.get(form.slice(0, length));
    if (more !== undefined) found = [...(found ?? sets), ...more];
  }
  return found ?? sets;
}

const single = (form: string) => form.replace(/(\D)\1/gu, '$1');

/** The word itself and the word without one of its letters, its first letter kept: two words share a key when a slip apart. */
function keysOf(word: string): string[] {
  const keys = [word];
  for (let at = 1; at < word.length; at += 1) keys.push(word.slice(0, at) + word.slice(at + 1));
  return keys;
}

function ofSlip(form: string, slips: Map<string, string[]>, exact: Map<string, number[]>): readonly number[] {
  for (const key of keysOf(form)) {
    for (const word of slips.get(key) ?? []) {
      if (isOneSlipApart(form, word)) return exact.get(word) ?? none;
    }
  }
  return none;
}

/** The longest beginning of the word that is a slip of a known beginning. */
function ofPrefixSlip(form: string, { prefixSlips, prefixes }: Tables): readonly number[] {
  for (let length = form.length - 1; length >= shortestSlip; length -= 1) {
    const sets = ofSlip(form.slice(0, length), prefixSlips, prefixes);
    if (sets.length > 0) return sets;
  }
  return none;
}

/** One letter more, less or other, or two neighbours exchanged. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
