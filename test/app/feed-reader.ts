// The console's feed as a browser reads it, over one connection: what was told, and whether it has ended.
import { type IncomingMessage, request } from 'node:http';

export interface FeedReader {
  /** `<event> <conversation id>`, oldest first. */
  events(): string[];
  hasEnded(): boolean;
}

/** Resolves when the stream is open; throws with the status of anything but a stream. */
export async function openFeed(port: number, headers: { cookie: string }): Promise<FeedReader> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/api/feed', headers }, resolve).on('error', reject).end();
  });
  if (response.statusCode !== 200) throw new Error(`no feed: ${response.statusCode}`);
  let text = '';
  let ended = false;
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  response
    .on('error', () => {})
    .on('close', () => {
      ended = true;
    });
  return {
    events: () =>
      [...text.matchAll(/^event: (\S+)\ndata: (.*)$/gm)].map(
        ([, event, data = '{}']) => `${event} ${JSON.parse(data).conversationId}`,
      ),
    hasEnded: () => ended,
  };
}
