// The detector as the turn uses it: evidence, language, the sentence around a cue, several messages, the course of the talk.
import { detectTurn, detectWords, wordsFor } from './detect-words';

const flagship = 'È la terza volta che il pacco arriva rotto, voglio parlare con una persona';

describe('the customer whose parcel is broken for the third time', () => {
  const detection = detectWords(flagship);

  test('asks for a person, in these words', () => {
    expect(detection.signals.personRequest).toBeGreaterThanOrEqual(0.9);
    expect(wordsFor(detection, 'personRequest', [flagship])).toEqual(['voglio parlare con una persona']);
  });

  test('complains and is losing patience, in these words', () => {
    expect(detection.signals.complaint).toBeGreaterThanOrEqual(0.7);
    expect(detection.signals.frustration).toBeGreaterThanOrEqual(0.7);
    expect(wordsFor(detection, 'complaint', [flagship])).toEqual(['terza volta', 'arriva rotto']);
    expect(wordsFor(detection, 'frustration', [flagship])).toEqual(['terza volta', 'arriva rotto']);
  });

  test('is not abusive, threatens nobody and takes nothing back', () => {
    expect(detection.signals.abuse).toBe(0);
    expect(detection.legalOrSafety).toBe(0);
    expect(detection.withdrawal).toBe(0);
  });

  test('is told apart per message as well', () => {
    expect(detection.perMessage).toHaveLength(1);
    expect(detection.perMessage[0]).toMatchObject({ messageId: 'm0', language: 'it', signals: detection.signals });
  });
});

describe('the sentence around a cue', () => {
  test.each([
    ['il vaso è rotto', 'il vaso non è rotto'],
    ['the plate is chipped', 'the plate is not chipped'],
    ['voglio parlare con un operatore', 'non voglio parlare con un operatore'],
    ['I want to talk to an agent', "I don't want to talk to an agent"],
    ['è arrivato rotto', 'se arriva rotto cosa succede'],
    ['it arrived broken', 'what if it arrived broken'],
    ['voglio fare un reclamo', 'dove trovo il modulo per un reclamo'],
    ['sono arrabbiata', 'non sono arrabbiata'],
  ])('"%s" says more than "%s"', (said, unsaid) => {
    const strongest = (text: string) => Math.max(...Object.values(detectWords(text).signals));
    expect(strongest(said)).toBeGreaterThanOrEqual(0.5);
    expect(strongest(unsaid)).toBeLessThan(0.3);
  });

  test('an inviting "why not" is a wish, no refusal', () => {
    expect(detectWords('perché non mi passate un operatore?').signals.personRequest).toBeGreaterThanOrEqual(0.6);
    expect(detectWords("why can't I speak to a human?").signals.personRequest).toBeGreaterThanOrEqual(0.6);
  });

  test('a supposition ends with its clause', () => {
    expect(detectWords('se vi interessa saperlo, il vaso è arrivato rotto').signals.complaint).toBeGreaterThanOrEqual(
      0.5,
    );
    expect(detectWords('anche se era ben imballato è arrivato rotto').signals.complaint).toBeGreaterThanOrEqual(0.5);
  });

  test('a threat stays one after "if"', () => {
    expect(detectWords('se non mi rispondete vi denuncio').legalOrSafety).toBeGreaterThanOrEqual(0.6);
  });

  test('an operator in a story is nobody asked for', () => {
    expect(detectWords("l'operatore mi ha detto di scrivere qui").signals.personRequest).toBe(0);
    expect(detectWords('your agent told me to write here').signals.personRequest).toBe(0);
  });

  test('asking whether one is speaking to a person asks for nobody; wanting one does', () => {
    const asks = (text: string) => detectWords(text).signals.personRequest >= 0.6;
    const questions = [
      'sto parlando con un umano?',
      'parlo con una persona vera?',
      'sto chattando con un essere umano?',
      'sei un essere umano?',
      'sei un robot o una persona?',
      'am I talking to a human?',
      'am I chatting with a bot or a human?',
      'is this a real person?',
    ];
    const wishes = [
      'voglio parlare con un umano',
      'voglio parlare con un essere umano',
      'voglio parlare con un umano, sei un robot?',
      'are you a bot? I want to talk to a real person',
      'no bots or AI, human please',
    ];
    expect(questions.filter(asks)).toEqual([]);
    expect(wishes.filter((text) => !asks(text))).toEqual([]);
  });

  test('what arrived in a thousand pieces is pointed at whole', () => {
    const text = 'Il vaso è arrivato in mille pezzi';
    expect(wordsFor(detectWords(text), 'complaint', [text])).toContain('arrivato in mille pezzi');
  });

  test('two typing slips are understood, one slip alone proves nothing', () => {
    expect(detectWords('vorrei parlrae con un opertaore').signals.personRequest).toBeGreaterThanOrEqual(0.6);
    expect(detectWords('I collect rewards').signals.abuse).toBe(0);
  });
});

describe('tone', () => {
  test('capitals, rows of marks and angry faces raise frustration and stand in the evidence', () => {
    const text = 'DOVE SI TROVA IL PACCO?? 😡';
    const detection = detectWords(text);
    expect(wordsFor(detection, 'frustration', [text])).toEqual(['DOVE SI TROVA IL PACCO', '??', '😡']);
    expect(detection.signals.frustration).toBeGreaterThan(detectWords('dove si trova il pacco?').signals.frustration);
  });

  test('warm exclamation marks hand nobody over', () => {
    expect(detectWords('Grazie mille!!! Bellissimo!!!').signals.frustration).toBeLessThan(0.3);
  });
});

describe('language', () => {
  test.each([
    ['vorrei sapere quando arriva il pacco', 'en', 'it'],
    ['when will my parcel arrive?', 'it', 'en'],
    ['il mio order è in late', 'en', 'it'],
    ['12345', 'en', 'en'],
    ['ok', 'it', 'it'],
  ] as const)('"%s" with %s so far is %s', (text, before, language) => {
    expect(detectWords(text, before).language).toBe(language);
  });

  test('is told per message, and the turn speaks the language of its last telling message', () => {
    const detection = detectTurn(['buongiorno a tutti voi', 'where is my parcel?', 'ok']);
    expect(detection.perMessage.map((one) => one.language)).toEqual(['it', 'en', 'it']);
    expect(detection.language).toBe('en');
  });
});

describe('several messages of one turn', () => {
  test('are weighed together', () => {
    const texts = ['la tazza è scheggiata', 'ed è la seconda volta'];
    const detection = detectTurn(texts);
    const alone = detection.perMessage.map((one) => one.signals.complaint);
    expect(detection.signals.complaint).toBeGreaterThan(Math.max(...alone));
    expect(wordsFor(detection, 'complaint', texts)).toEqual(['tazza è scheggiata', 'la seconda volta']);
  });

  test('of a wish and its withdrawal the later counts', () => {
    expect(detectTurn(['un operatore', 'anzi lascia stare'])).toMatchObject({
      withdrawal: 0.9,
      signals: { personRequest: 0 },
    });
    expect(detectTurn(['lascia stare', 'no, voglio una persona'])).toMatchObject({
      withdrawal: 0,
      signals: { personRequest: 0.93 },
    });
  });
});

describe('the course of the conversation', () => {
  const question = 'quanto costa la spedizione?';

  test('the same question again frustrates, and again more', () => {
    const once = detectTurn([question], { recentQuestions: ['quant cost spedizion'] });
    const twice = detectTurn([question], { recentQuestions: ['quant cost spedizion', 'altr', 'cost spedizion quant'] });
    expect(once.signals.frustration).toBe(0.35);
    expect(twice.signals.frustration).toBe(0.6);
    expect(once.evidence).toEqual([
      { messageId: 'm0', start: 0, end: question.length, cue: 'frustration.asked-again', weight: 0.35 },
    ]);
  });

  test('answers that did not help frustrate', () => {
    const after = (failedAnswers: number) => detectTurn(['e per i resi?'], { failedAnswers }).signals.frustration;
    expect([after(0), after(1), after(2), after(5)]).toEqual([0, 0.1, 0.3, 0.3]);
  });

  test('a greeting or thanks is not blamed for them', () => {
    expect(detectTurn(['grazie mille'], { failedAnswers: 2 }).signals.frustration).toBe(0);
    expect(detectTurn([''], { failedAnswers: 2 }).evidence).toEqual([]);
  });

  test('they belong to the turn, not to the single message', () => {
    const [message] = detectTurn([question], { failedAnswers: 2 }).perMessage;
    expect(message?.signals.frustration).toBe(0);
  });
});
