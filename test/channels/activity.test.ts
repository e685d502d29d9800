import fc from 'fast-check';
import { toActivity, toActivitySet } from '../../src/channels/web/activity';
import { activitySchema, toInbound } from '../../src/channels/web/incoming-activity';
import type { Author, Message } from '../../src/conversation/types';

const at = new Date('2026-03-04T09:00:00Z');
const origin = 'https://care.shop.example';

function row(overrides: Partial<Message>): Message {
  const from: Author = { kind: 'customer', id: 'dl_a_1' };
  return {
    id: 'c|0000003',
    conversationId: 'c',
    seq: 3,
    key: 'customer:x',
    from,
    text: 'ciao',
    at,
    delivery: 'sent',
    ...overrides,
  };
}

describe('a log row as an activity', () => {
  test.each<[string, Author, object, object]>([
    [
      'an agent',
      { kind: 'agent', id: 'agent-7', name: 'Giulia' },
      { id: 'agent-7', name: 'Giulia', role: 'bot' },
      { author: 'agent', seq: 3 },
    ],
    ['the bot', { kind: 'bot' }, { id: 'bot', role: 'bot' }, { author: 'bot', seq: 3 }],
    ['a notice', { kind: 'system' }, { id: 'system', role: 'bot' }, { author: 'system', seq: 3 }],
  ])('of %s says who speaks', (_name, from, shown, ascolto) => {
    expect(toActivity(row({ from }), origin)).toEqual({
      type: 'message',
      id: 'c|0000003',
      timestamp: '2026-03-04T09:00:00.000Z',
      channelId: 'directline',
      conversation: { id: 'c' },
      from: shown,
      text: 'ciao',
      channelData: { ascolto },
    });
  });

  test('shows nothing of keys, signals, evidence, sources, delivery or versions', () => {
    const inner: Partial<Message> = {
      key: 'SECRET',
      delivery: 'maybe-sent',
      undecidedSince: at,
      signals: { complaint: 0.91, frustration: 0, abuse: 0, personRequest: 0, urgency: 0 },
      evidence: [{ messageId: 'c|0000003', start: 0, end: 4, cue: 'SECRET' }],
      source: { knowledge: ['SECRET'], text: 'SECRET' },
      version: 4711,
    };
    expect(JSON.stringify(toActivity(row({ ...inner, language: 'it' }), origin))).not.toMatch(
      /SECRET|0\.91|maybe|4711/,
    );
  });

  test('the watermark is the last seq, or stays where it was', () => {
    expect(toActivitySet([row({ seq: 3 }), row({ seq: 4 })], origin, 2).watermark).toBe('4');
    expect(toActivitySet([], origin, 2)).toEqual({ activities: [], watermark: '2' });
  });
});

const junk = fc.dictionary(
  fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('from', 'id', '__proto__', 'constructor', 'deliveryMode', 'seq'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 8 },
);
const shownFields = ['type', 'id', 'timestamp', 'channelId', 'conversation', 'from', 'text', 'locale', 'channelData'];

it('a file whose time is over has words in its place and no address', () => {
  const file = { id: 'f', name: 'vase.png', contentType: 'image/png', sizeBytes: 4 };
  const removed = { at: new Date('2026-03-04T09:00:00Z'), text: 'This file was removed after 90 days.' };
  const message: Message = {
    id: 'c|0000001',
    conversationId: 'c',
    seq: 1,
    key: 'customer:1',
    from: { kind: 'customer' },
    text: 'Two files',
    at: new Date('2025-12-01T09:00:00Z'),
    delivery: 'sent',
    echo: '{"clientActivityID":"x","ascolto":{"author":"agent"}}',
    attachments: [
      { ...file, removed },
      { ...file, id: 'g' },
    ],
  };
  const { attachments, channelData } = toActivity(message, 'https://shop.example');
  expect(attachments?.map(({ contentUrl }) => contentUrl)).toEqual([
    'https://shop.example/v3/directline/attachments/g',
  ]);
  expect(channelData).toEqual({ clientActivityID: 'x', ascolto: { removedFiles: [removed.text] } });
});

describe('whatever a client sends', () => {
  test('only text, locale, its id and its echo come out, the echo unchanged but for our own name', () => {
    fc.assert(
      fc.property(junk, junk, fc.string({ minLength: 1, maxLength: 50 }), (fields, channelData, text) => {
        const sent = { ...fields, type: 'message', text, channelData, locale: 'it', attachments: [] };
        const parsed = activitySchema.parse(JSON.parse(JSON.stringify(sent)));
        const { clientId, ...inbound } = withoutIdFault(parsed);
        expect(Object.keys(inbound).filter((name) => !['text', 'echo', 'locale'].includes(name))).toEqual([]);
        const activity = toActivity(row({ text: inbound.text, echo: inbound.echo }), origin);
        expect(Object.keys(activity).filter((name) => !shownFields.includes(name))).toEqual([]);
        expect(activity.from).toEqual({ id: 'dl_a_1', role: 'user' });
        const { ascolto: _ours, ['__proto__']: _never, ...own } = JSON.parse(JSON.stringify(parsed.channelData ?? {}));
        expect(JSON.parse(JSON.stringify(activity.channelData))).toEqual(own);
        expect(clientId === undefined || clientId === parsed.channelData?.clientActivityID).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('nobody can pass for the shop: the author of a customer’s row is never taken from the echo', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), (ascolto) => {
        const echo = JSON.stringify({ ascolto, clientActivityID: 'x' });
        expect(toActivity(row({ echo }), origin).channelData).toEqual({ clientActivityID: 'x' });
      }),
      { numRuns: 200 },
    );
  });
});

/** Dictionaries may hold a client id of a wrong kind, which is refused elsewhere. */
function withoutIdFault(parsed: ReturnType<typeof activitySchema.parse>): ReturnType<typeof toInbound> {
  if (typeof parsed.channelData?.clientActivityID !== 'string') delete parsed.channelData?.clientActivityID;
  return toInbound(parsed);
}
