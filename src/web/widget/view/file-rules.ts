// Which files the customer may send; the server looks again, at the bytes.
import type { PanelTexts } from '../texts/panel-texts';

export const acceptedTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'];
const sizeLimitBytes = 5 * 1024 * 1024;
export const filesAtOnce = 4;

/** Why a file cannot be sent, in words; null when it can. */
export function objectionTo(file: { name: string; type: string; size: number }, texts: PanelTexts): string | null {
  if (!acceptedTypes.includes(file.type)) return texts.fileWrongKind(file.name);
  if (file.size === 0) return texts.fileEmpty(file.name);
  return file.size > sizeLimitBytes ? texts.fileTooLarge(file.name) : null;
}

/** Splits what was picked into what can be sent and the sentences about the rest. */
export function sortFiles<F extends { name: string; type: string; size: number }>(
  staged: F[],
  picked: F[],
  texts: PanelTexts,
): { staged: F[]; objections: string[] } {
  const objections: string[] = [];
  const good = picked.filter((file) => {
    const objection = objectionTo(file, texts);
    if (objection !== null) objections.push(objection);
    return objection === null;
  });
  const all = [...staged, ...good];
  if (all.length > filesAtOnce) objections.push(texts.tooManyFiles(filesAtOnce));
  return { staged: all.slice(0, filesAtOnce), objections };
}
