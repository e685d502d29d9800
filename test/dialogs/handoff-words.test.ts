import { join } from 'node:path';
import { handoffReasons, languages } from '../../src/conversation/types';
import { sayHandoff } from '../../src/dialogs/handoff-words';
import { loadTexts } from '../../src/dialogs/texts';

const texts = loadTexts(join(__dirname, '../../dialogs'));

test('whatever the reason and the outlook, the customer reads who answers, by when, and that nothing need be repeated', () => {
  const outlooks = [
    { kind: 'queued', due: 'DUE', place: 'PLACE' },
    { kind: 'queued-first', due: 'DUE' },
    { kind: 'nobody-online', due: 'DUE' },
    { kind: 'deferred', opens: 'OPENS', due: 'DUE' },
  ] as const;
  for (const language of languages)
    for (const reason of handoffReasons)
      for (const outlook of outlooks) {
        const said = sayHandoff(texts, language, reason, outlook);
        expect(said).toMatch(language === 'it' ? /una persona .*DUE/ : /a person .*DUE/i);
        expect(said).toMatch(language === 'it' ? /non dovrà ripetere nulla/ : /won't have to repeat anything/);
        expect(said).toMatch(language === 'it' ? /chiudere la pagina/ : /close this page/);
        if (outlook.kind === 'queued') expect(said).toContain('PLACE');
        if (outlook.kind === 'deferred') expect(said).toContain('OPENS');
      }
});

test('each reason opens with words of its own, and a take-over with none', () => {
  const outlook = { kind: 'queued-first', due: 'entro le 15:40' } as const;
  const openings = handoffReasons.map((reason) => sayHandoff(texts, 'it', reason, outlook).split('Le risponde')[0]);
  expect(new Set(openings).size).toBe(handoffReasons.length);
  expect(sayHandoff(texts, 'it', 'complaint', outlook)).toBe(
    'Mi dispiace per quello che è successo, e grazie per avercelo detto. Le risponde una persona entro le 15:40; lei è al primo posto in attesa. Chi le risponde leggerà questa conversazione, quindi non dovrà ripetere nulla. Può anche chiudere la pagina: troverà la risposta qui.',
  );
  expect(sayHandoff(texts, 'en', 'taken-over', outlook)).toMatch(/^A person will answer you/);
});
