// What the assistant may answer, read once at start from dialogs/knowledge and checked as one whole: the same entries in
// every language, no two of them asked by the same words.
import { z } from 'zod';
import { type Language, languages } from '../conversation/types';
import { CareError } from '../errors';
import { readYamlFile } from '../yaml-file';
import { questionKey, wordsOf } from './words';

export interface KnowledgeEntry {
  /** The same in every language. */
  id: string;
  title: string;
  /** Said word for word. */
  answer: string;
  aliases: string[];
  /** Questions in customers' own words, for calibration only. */
  tests: string[];
  link?: string | undefined;
}

/** Everything known in one language. */
export interface LanguageKnowledge {
  entries: KnowledgeEntry[];
  /** Groups of words that customers use for one another. */
  synonyms: string[][];
  /** Questions that no entry answers, for calibration only. */
  outOfScope: string[];
  /** Messages that are nothing but a courtesy. */
  courtesies: Courtesies;
}

export interface Courtesies {
  greeting: string[];
  thanks: string[];
  goodbye: string[];
  /** Questions about who or what is speaking; `a|b` stands for either word. */
  identity: string[];
  /** Words that accept what was just offered. */
  agreement: string[];
  /** Words that may stand beside a courtesy without making it a question. */
  beside: string[];
}

export type Knowledge = Record<Language, LanguageKnowledge>;

/** Reads and checks `<dialogsDir>/knowledge`. */
export function loadKnowledge(dialogsDir: string): Knowledge {
  const outOfScope = readYamlFile(dialogsDir, 'knowledge/out-of-scope.yaml', inEveryLanguage(z.array(line).min(10)));
  const courtesies = readYamlFile(dialogsDir, 'knowledge/courtesies.yaml', inEveryLanguage(courtesiesFile));
  const read = (language: Language): LanguageKnowledge => ({
    entries: readYamlFile(dialogsDir, `knowledge/faq.${language}.yaml`, entriesFile),
    synonyms: readYamlFile(dialogsDir, `knowledge/synonyms.${language}.yaml`, synonymsFile),
    outOfScope: outOfScope[language],
    courtesies: courtesies[language],
  });
  const knowledge = { it: read('it'), en: read('en') };
  refuseGaps(knowledge);
  return knowledge;
}

const line = z.string().trim().min(1, 'must not be empty').max(200);
const inEveryLanguage = <Schema extends z.ZodType>(schema: Schema) => z.strictObject({ it: schema, en: schema });

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens'),
  title: line.max(60, 'must be at most 60 characters: it is shown on a button'),
  answer: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .refine((text) => text.split(/\s+/).length <= 60, 'must be at most 60 words'),
  aliases: z.array(line).min(2, 'must be two or more'),
  tests: z.array(line).min(2, 'must be two or more'),
  link: z
    .string()
    .max(500)
    .regex(/^(https:\/\/|\/(?!\/))\S+$/, 'must start with https:// or /')
    .optional(),
});

const entriesFile = z
  .array(entry)
  .min(1)
  .superRefine((entries, context) => {
    const owners = new Map<string, string>();
    const claim = (key: string, path: PropertyKey[]) => {
      const owner = owners.get(key);
      if (owner !== undefined) context.addIssue({ code: 'custom', path, message: `is the same as ${owner}` });
      else owners.set(key, path.join('.'));
    };
    entries.forEach(({ id, title, aliases, tests }, index) => {
      claim(`id ${id}`, [index, 'id']);
      claim(questionKey(title), [index, 'title']);
      for (const [n, alias] of aliases.entries()) claim(questionKey(alias), [index, 'aliases', n]);
      for (const [n, test] of tests.entries()) claim(questionKey(test), [index, 'tests', n]);
    });
  });

const word = line.refine((text) => wordsOf(text).length === 1, 'must be a single word');
const synonymsFile = z.array(z.array(word).min(2, 'must hold two words or more'));

const courtesiesFile = z.strictObject({
  greeting: z.array(line).min(1),
  thanks: z.array(line).min(1),
  goodbye: z.array(line).min(1),
  identity: z.array(line).min(1),
  agreement: z.array(line).min(1),
  beside: z.array(line),
});

/** An answer that exists in one language alone would leave the others without. */
function refuseGaps(knowledge: Knowledge): void {
  const gaps = languages.flatMap((language) => {
    const known = new Set(knowledge[language].entries.map(({ id }) => id));
    return languages.flatMap((other) =>
      knowledge[other].entries
        .filter(({ id }) => !known.has(id))
        .map(({ id }) => `knowledge/faq.${language}.yaml has no entry "${id}", which faq.${other}.yaml has.`),
    );
  });
  if (gaps.length > 0) throw new CareError('bad-content', gaps.join('\n'), { details: { mistakes: gaps } });
}
