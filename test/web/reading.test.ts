// How the widget reads activities, orders lines, and judges files before they are sent.
import fc from 'fast-check';
import { readActivity, type ShownMessage } from '../../src/web/widget/chat/activity';
import { backoffMs } from '../../src/web/widget/chat/backoff';
import { readFrame } from '../../src/web/widget/chat/direct-line';
import { retryAfterMs } from '../../src/web/widget/chat/problem';
import { merge, unreadAfter } from '../../src/web/widget/chat/transcript';
import { inkOn } from '../../src/web/widget/launcher/ink';
import { panelTexts } from '../../src/web/widget/texts/texts';
import { sortFiles } from '../../src/web/widget/view/file-rules';
import { linesOf, offeredReplies } from '../../src/web/widget/view/lines';

const now = new Date('2026-03-04T13:30:00Z');

const message = (seq: number, change: Partial<ShownMessage> = {}): ShownMessage => ({
  kind: 'message',
  id: `c|${String(seq).padStart(7, '0')}`,
  seq,
  author: 'bot',
  text: `riga ${seq}`,
  at: now,
  attachments: [],
  removedFiles: [],
  quickReplies: [],
  ...change,
});

describe('reading an activity', () => {
  it('tells bot, person, notice and customer apart', () => {
    const authors = ['bot', 'agent', 'system'].map((author) =>
      readActivity({ type: 'message', id: 'c|1', from: { role: 'bot' }, channelData: { ascolto: { author } } }, now),
    );
    expect(authors.map((one) => one?.kind === 'message' && one.author)).toEqual(['bot', 'agent', 'system']);
    expect(readActivity({ type: 'message', id: 'c|2', from: { role: 'user' } }, now)).toMatchObject({
      author: 'customer',
    });
  });

  it('reads the place in the log from the id when nothing else says it', () => {
    expect(readActivity({ type: 'message', id: 'abc|0000042', from: {} }, now)).toMatchObject({ seq: 42 });
  });

  it('links only web addresses as attachments', () => {
    const attachments = [{ contentUrl: 'javascript:alert(1)' }, { contentUrl: '/v3/directline/attachments/x' }];
    expect(readActivity({ type: 'message', id: 'c|1', attachments }, now)).toMatchObject({
      attachments: [{ url: '/v3/directline/attachments/x' }],
    });
  });

  it('survives anything that comes over the wire', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readActivity(value, now);
        readFrame(String(value));
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        for (const activity of readFrame(text).activities) readActivity(activity, now);
      }),
    );
  });
});

describe('the transcript', () => {
  it('holds each line once and in the order of the log, however the frames overlap', () => {
    const frames = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 10 }), { maxLength: 10 });
    fc.assert(
      fc.property(frames, (batches) => {
        let messages: ShownMessage[] = [];
        for (const batch of batches)
          messages = merge(
            messages,
            batch.map((seq) => message(seq)),
          ).messages;
        const seqs = messages.map((one) => one.seq);
        expect(seqs).toEqual([...new Set(batches.flat())].sort((a, b) => a - b));
      }),
    );
  });

  it('counts what the shop wrote after the customer last looked', () => {
    const messages = [message(1), message(2, { author: 'customer' }), message(3, { author: 'agent' }), message(4)];
    expect(unreadAfter(messages, 1).map((one) => one.seq)).toEqual([3, 4]);
  });
});

describe('the lines on screen', () => {
  it('keeps the key of a line from sending to echo', () => {
    const outgoing = { clientId: 'k1', text: 'ciao', at: now, state: 'sending' as const, tries: 0 };
    const before = linesOf([message(1)], [outgoing], 0).at(-1)?.key;
    const after = linesOf([message(1), message(2, { author: 'customer', clientId: 'k1' })], [], 0).at(-1)?.key;
    expect(after).toBe(before);
  });

  it('says “read” under the customer’s latest line alone', () => {
    const own = (seq: number) => message(seq, { author: 'customer' });
    const lines = linesOf([own(1), own(2), message(3)], [], 2);
    expect(lines.map((line) => line.delivery)).toEqual([undefined, 'read', undefined]);
  });

  it('names an author once in a row, and again when another person goes on', () => {
    const by = (seq: number, name: string) => message(seq, { author: 'agent', name });
    const lines = linesOf([by(1, 'Giulia'), by(2, 'Giulia'), by(3, 'Marco')], [], 0);
    expect(lines.map((line) => line.opensGroup)).toEqual([true, false, true]);
  });

  it('offers quick replies under the latest line only, and none while something is on its way', () => {
    const asked = message(1, { quickReplies: [{ title: 'Sì', value: 'Sì' }] });
    expect(offeredReplies([asked], [])).toHaveLength(1);
    expect(offeredReplies([asked, message(2)], [])).toEqual([]);
    const outgoing = { clientId: 'k', text: 'Sì', at: now, state: 'sending' as const, tries: 0 };
    expect(offeredReplies([asked], [outgoing])).toEqual([]);
  });
});

describe('files', () => {
  const file = (name: string, type: string, size: number) => ({ name, type, size });

  it('are refused in words that say what to do', () => {
    const { staged, objections } = sortFiles(
      [],
      [file('a.png', 'image/png', 9), file('b.svg', 'image/svg+xml', 9), file('c.pdf', 'application/pdf', 6 * 2 ** 20)],
      panelTexts.it,
    );
    expect(staged.map((one) => one.name)).toEqual(['a.png']);
    expect(objections).toEqual([
      '«b.svg» non si può inviare. Accettiamo immagini (JPG, PNG, GIF, WebP) e PDF.',
      '«c.pdf» supera 5 MB. Ne scelga uno più piccolo.',
    ]);
  });

  it('go four at a time', () => {
    const five = Array.from({ length: 5 }, (_, index) => file(`${index}.png`, 'image/png', 1));
    expect(sortFiles([], five, panelTexts.en)).toMatchObject({ objections: ['You can send 4 files at a time.'] });
  });
});

describe('waiting before the next try', () => {
  it('doubles from half a second, stays at 2 s while a restart may take, and ends at half a minute', () => {
    const waits = Array.from({ length: 12 }, (_, failures) => backoffMs(failures, 0.5) / 1000);
    expect(waits.slice(0, 10)).toEqual([0.5, 1, 2, 2, 2, 2, 2, 2, 4, 8]);
    expect([backoffMs(0, 0), backoffMs(30, 1)].map(Math.round)).toEqual([350, 30_000]);
  });

  it('reads Retry-After in seconds', () => {
    expect([retryAfterMs('7'), retryAfterMs(null), retryAfterMs('Wed, 04 Mar 2026 09:00:00 GMT')]).toEqual([
      7000,
      undefined,
      undefined,
    ]);
  });
});

describe('the shop’s colour', () => {
  it.each([
    ['#9a4a2c', '#ffffff'],
    ['#f2ddae', '#000000'],
    ['#000000', '#ffffff'],
    ['#ffff00', '#000000'],
  ])('%s is written on in %s', (colour, ink) => {
    expect(inkOn(colour)).toBe(ink);
  });
});
