// First step of detection: a customer's text becomes plain lower-case words that remember where they stood. Accents, capitals,
// stretched letters, typographic apostrophes and invisible characters are folded away; offsets always point into the original.

/** How strongly the writing separates a word from the one before it. */
export type Pause = 'none' | 'comma' | 'stop';

export interface Word {
  /** Lower case, no accents, no stretched letters; "don't" is `dont`, "l'ordine" is two words, an emoji is a word of its own. */
  form: string;
  /** Range in the original text, UTF-16 units, end exclusive. */
  start: number;
  end: number;
  pause: Pause;
  /** Number of the sentence it stands in, from 0. */
  sentence: number;
  /** At least two letters, all of them capitals. */
  isShouted: boolean;
  /** A letter was written three times or more in a row. */
  isStretched: boolean;
}

export interface FoldedText {
  words: Word[];
}

/** More words than a person types into a chat; what follows is not read, so that no text costs more than a few milliseconds. */
const maxWords = 1_000;
const maxFormLength = 40;

const apostrophes = new Set(["'", '’', '‘', '`', '´', 'ʼ', '′']);
const invisible = /\p{M}|\p{Default_Ignorable_Code_Point}/u;
const letterOrDigit = /[\p{L}\p{N}]/u;
const pictograph = /\p{Extended_Pictographic}/u;
const marks = /\p{M}/gu;
const combiningMark = /\p{M}/u;

interface OpenWord {
  letters: string;
  start: number;
  end: number;
  capitals: number;
  smalls: number;
  /** Length of the run of one letter that the word ends with. */
  run: number;
  last: string;
  isStretched: boolean;
}

/** Splits `text` into folded words with offsets; never throws, linear in the length of the text. */
export function foldText(text: string): FoldedText {
  const words: Word[] = [];
  let open: OpenWord | undefined;
  let pause: Pause = 'none';
  let sentence = 0;

  const close = () => {
    if (open === undefined) return;
    addWord(open);
    open = undefined;
  };
  const addWord = (word: OpenWord) => {
    if (pause === 'stop' && words.length > 0) sentence += 1;
    words.push(toWord(word, words.length === 0 ? 'none' : pause, sentence));
    pause = 'none';
  };

  for (let at = 0; at < text.length && words.length < maxWords; ) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const end = at + char.length;
    const kind = kindOf(char, text, at, open !== undefined);
    if (kind === 'letter') open = grow(open ?? openAt(at), char, end);
    else if (kind === 'emoji') {
      close();
      addWord({ ...openAt(at), letters: char, end });
    } else if (kind === 'separator') {
      close();
      pause = longer(pause, pauseOf(char, text, at));
    } else if (kind === 'split') close();
    else if (open !== undefined && combiningMark.test(char)) open.end = end;
    at = end;
  }
  close();
  return { words };
}

type Kind = 'letter' | 'emoji' | 'invisible' | 'split' | 'separator';

function kindOf(char: string, text: string, at: number, isInWord: boolean): Kind {
  if (char < '\x80') {
    if (isAsciiWordChar(char)) return 'letter';
    if (isInWord && (char === '*' || char === '@' || char === '$')) return isMask(text, at) ? 'letter' : 'separator';
    if (char !== "'" && char !== '`') return 'separator';
  }
  if (apostrophes.has(char)) {
    if (!isInWord) return 'invisible';
    return isNegativeContraction(text, at) ? 'invisible' : 'split';
  }
  if (letterOrDigit.test(char)) return 'letter';
  if (invisible.test(char)) return 'invisible';
  return pictograph.test(char) ? 'emoji' : 'separator';
}

function isAsciiWordChar(char: string | undefined): boolean {
  if (char === undefined) return false;
  return (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || (char >= '0' && char <= '9');
}

/** A sign that hides a letter ("str*nzo", "c@zzo") stands between letters or beside another star. */
function isMask(text: string, at: number): boolean {
  const next = text[at + 1];
  return isAsciiWordChar(next) || (next === '*' && text[at] === '*');
}

/** The apostrophe of "don't" joins; every other one divides ("l'ordine", "I'm"). */
function isNegativeContraction(text: string, at: number): boolean {
  const before = text[at - 1];
  const after = text[at + 1];
  return (before === 'n' || before === 'N') && (after === 't' || after === 'T') && !isAsciiWordChar(text[at + 2]);
}

function pauseOf(char: string, text: string, at: number): Pause {
  const next = text[at + 1];
  switch (char) {
    case '.':
      return next === '.' || text[at - 1] === '.' ? 'comma' : isDigit(next) ? 'none' : 'stop';
    case '!':
    case '?':
      return 'stop';
    case '\n':
      return next === '\n' ? 'stop' : 'comma';
    case '-':
    case '/':
      return isAsciiWordChar(next) ? 'none' : 'comma';
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '…':
    case '–':
    case '—':
      return 'comma';
    default:
      return 'none';
  }
}

const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9';

function longer(a: Pause, b: Pause): Pause {
  if (a === 'stop' || b === 'stop') return 'stop';
  return a === 'comma' || b === 'comma' ? 'comma' : 'none';
}

function openAt(start: number): OpenWord {
  return { letters: '', start, end: start, capitals: 0, smalls: 0, run: 0, last: '', isStretched: false };
}

function grow(word: OpenWord, char: string, end: number): OpenWord {
  word.end = end;
  for (const letter of foldLetter(char)) {
    word.run = letter === word.last ? word.run + 1 : 1;
    word.last = letter;
    if (word.run >= 3 && !isDigit(letter)) word.isStretched ||= letter !== '*';
    if (word.letters.length < maxFormLength) word.letters += letter;
  }
  const lower = char.toLowerCase();
  if (char !== lower) word.capitals += 1;
  else if (char !== char.toUpperCase()) word.smalls += 1;
  return word;
}

function foldLetter(char: string): string {
  if (char >= 'a' && char <= 'z') return char;
  if (char === '@') return 'a';
  if (char === '$') return 's';
  if (char < '\x80') return char.toLowerCase();
  return char.normalize('NFKD').replace(marks, '').toLowerCase();
}

function toWord(word: OpenWord, pause: Pause, sentence: number): Word {
  const form = word.isStretched || word.letters.includes('**') ? shorten(word.letters) : word.letters;
  const isShouted = word.smalls === 0 && word.capitals >= 2;
  return { form, start: word.start, end: word.end, pause, sentence, isShouted, isStretched: word.isStretched };
}

/** "bastaaaa" is `basta`, "c***o" is `c*o`. Digits stay: 1000 is a number. */
function shorten(letters: string): string {
  return letters.replace(/([^\d*])\1{2,}/gu, '$1').replace(/\*+/g, '*');
}
