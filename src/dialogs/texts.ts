// The bot's and the system's fixed sentences, read once at start from dialogs/texts. A missing or unknown sentence or
// placeholder stops the start with the file and line, so that no customer ever reads "{due}".
import { z } from 'zod';
import { type Language, languages } from '../conversation/types';
import { readYamlFile } from '../yaml-file';
import { type TextName, type TextValues, textNames, textPlaceholders } from './text-names';

export interface Texts {
  /** The sentence in the customer's language with its placeholders filled in; values are inserted literally. */
  say<Name extends TextName>(name: Name, language: Language, values: TextValues<Name>): string;
}

/** Reads and checks `<dialogsDir>/texts/notices.yaml`. */
export function loadTexts(dialogsDir: string): Texts {
  const sentences = readYamlFile(dialogsDir, 'texts/notices.yaml', notices);
  return {
    say(name, language, values) {
      const filled: Record<string, string> = values;
      return sentences[name][language].replace(placeholder, (whole, key: string) => filled[key] ?? whole);
    },
  };
}

const placeholder = /\{([a-z]+)\}/g;
const sentence = z.string().trim().min(1, 'must not be empty').max(1_000);
const notices = z
  .record(z.enum(textNames), z.strictObject({ it: sentence, en: sentence }))
  .superRefine((sentences, context) => {
    for (const name of textNames)
      for (const language of languages)
        for (const message of placeholderMistakes(sentences[name][language], textPlaceholders[name]))
          context.addIssue({ code: 'custom', path: [name, language], message });
  });

function placeholderMistakes(text: string, wanted: readonly string[]): string[] {
  const used = new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''));
  const missing = wanted.filter((name) => !used.has(name)).map((name) => `must contain {${name}}`);
  const unknown = [...used].filter((name) => !wanted.includes(name)).map((name) => `has no value for {${name}}`);
  const stray = /[{}]/.test(text.replace(placeholder, '')) ? ['has a brace that belongs to no placeholder'] : [];
  return [...missing, ...unknown, ...stray];
}
