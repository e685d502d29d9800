// What lies in the files of a folder, byte by byte: where erased words must not be found.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of the words, those that some file below the folder holds, each with the file's name. */
export function findBytes(folder: string, words: readonly (string | Buffer)[]): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return files.flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    return words.filter((word) => bytes.includes(word)).map((word) => `${name}: ${word.toString().slice(0, 40)}`);
  });
}
