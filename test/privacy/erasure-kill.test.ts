// kill -9 in the middle of an erasure: the next start completes it before it serves anybody.
import { administrator } from '../faults/app-process';
import { rest } from '../faults/caller';
import { createRig, type Rig } from '../faults/rig';
import { findBytes } from '../store/raw-bytes';

const words = 'Il vaso lapislazzulino è rotto, voglio parlare con una persona';
let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
  await rig.start();
}, 180_000);
afterAll(() => rig.close());

async function talk(): Promise<string> {
  const { body } = await rig.caller.insist('POST', '/widget/session', { json: { locale: 'it' } });
  const headers = { authorization: `Bearer ${body.token}` };
  await rig.caller.insist('POST', '/v3/directline/conversations', { headers, json: {} });
  const path = `/v3/directline/conversations/${body.conversationId}/activities`;
  for (let n = 0; n < 5; n++)
    await rig.caller.insist('POST', path, { headers, json: { type: 'message', text: `${words} ${n}` } });
  return body.conversationId;
}

it.each([4, 12, 25, 60])(
  'killed after %i ms',
  async (afterMs) => {
    const conversationId = await talk();
    const { cookie = '' } = await rig.caller.insist('POST', '/api/session', { json: administrator });
    const ask = { headers: { cookie }, json: { conversationId } };
    const erasing = rig.caller.call('POST', '/api/customers/erase', ask).catch(() => null);
    await rest(afterMs);
    await rig.kill();
    await erasing;
    await rig.start();
    const summary = await rig.caller.insist('POST', '/api/customers/summary', ask);
    // Nothing was ordered before the end: then everything is there, and can be erased.
    if (summary.status === 200) expect((await rig.caller.insist('POST', '/api/customers/erase', ask)).status).toBe(200);
    expect((await rig.caller.insist('POST', '/api/customers/summary', ask)).status).toBe(404);
    expect(findBytes(rig.dataDir, ['lapislazzul'])).toEqual([]);
  },
  60_000,
);
