// Measures the answers on questions that nothing was made from (held-out.yaml). `npm test` holds the floor.
import { join } from 'node:path';
import { z } from 'zod';
import { createFaqAnswerer } from '../../src/answers/faq-answerer';
import type { Language } from '../../src/conversation/types';
import type { Knowledge } from '../../src/knowledge/knowledge-file';
import { createSearch } from '../../src/knowledge/search';
import { readYamlFile } from '../../src/yaml-file';

const questions = z.strictObject({
  inScope: z.record(z.string(), z.array(z.string())),
  outOfScope: z.array(z.string()),
});
const heldOut = readYamlFile(join(__dirname), 'held-out.yaml', z.strictObject({ it: questions, en: questions }));

export interface Measured {
  asked: number;
  hitAt1: number;
  hitAt3: number;
  answered: number;
  answeredWrong: number;
  rightDirectlyOrInOneTap: number;
  outOfScope: number;
  outOfScopeAnswered: number;
  outOfScopeUnsure: number;
}

/** Counts over one language's held-out questions. */
export async function measure(knowledge: Knowledge, language: Language): Promise<Measured> {
  const { answer } = createFaqAnswerer({ knowledge });
  const search = createSearch(knowledge[language], language);
  const measured = {
    asked: 0,
    hitAt1: 0,
    hitAt3: 0,
    answered: 0,
    answeredWrong: 0,
    rightDirectlyOrInOneTap: 0,
    outOfScope: 0,
    outOfScopeAnswered: 0,
    outOfScopeUnsure: 0,
  };
  for (const [entryId, texts] of Object.entries(heldOut[language].inScope))
    for (const text of texts) {
      const found = search(text).map((hit) => hit.entryId);
      const said = await answer({ text, language });
      measured.asked++;
      if (found[0] === entryId) measured.hitAt1++;
      if (found.slice(0, 3).includes(entryId)) measured.hitAt3++;
      if (said.kind === 'answer') measured.answered++;
      if (said.kind === 'answer' && said.entryId !== entryId) measured.answeredWrong++;
      if (said.kind === 'answer' && said.entryId === entryId) measured.rightDirectlyOrInOneTap++;
      if (said.kind === 'choices' && said.choices.some((choice) => choice.entryId === entryId))
        measured.rightDirectlyOrInOneTap++;
    }
  for (const text of heldOut[language].outOfScope) {
    const said = await answer({ text, language });
    measured.outOfScope++;
    if (said.kind === 'answer') measured.outOfScopeAnswered++;
    if (said.kind === 'unsure') measured.outOfScopeUnsure++;
  }
  return measured;
}

/** Every held-out text of a language, for timing. */
export function heldOutTexts(language: Language): string[] {
  const { inScope, outOfScope } = heldOut[language];
  return [...Object.values(inScope).flat(), ...outOfScope];
}
