// The Direct Line calls of one conversation. A refused token is renewed once, a vanished conversation replaced once; what
// remains is thrown as Problem.
import { listField, parsed, textField } from './json';
import type { Ports } from './ports';
import { call, Problem, retryAfterMs } from './problem';
import type { Session, SessionKeeper } from './session';

export interface Batch {
  activities: unknown[];
  /** Where the next reading goes on; undefined when the frame names none. */
  watermark?: string;
}

export class DirectLine {
  readonly #base: string;

  constructor(
    private readonly ports: Ports,
    private readonly session: SessionKeeper,
    origin: string,
  ) {
    this.#base = `${origin}/v3/directline`;
  }

  /** Address of a stream that first brings everything after `watermark`; '' means from the beginning. */
  async streamUrl(watermark: () => string): Promise<string> {
    const answer = await this.#authorised(async (session) => {
      const after = encodeURIComponent(watermark());
      return call(this.ports, { method: 'GET', url: `${this.#of(session)}?watermark=${after}`, token: session.token });
    });
    this.session.takeToken(answer);
    const url = textField(answer, 'streamUrl');
    if (url === undefined) throw new Problem(502);
    return url;
  }

  /** One reading for who has no stream; brings the state of things along. */
  async after(watermark: () => string): Promise<Batch> {
    const answer = await this.#authorised(async (session) => {
      const url = `${this.#of(session)}/activities?state=1&watermark=${encodeURIComponent(watermark())}`;
      return call(this.ports, { method: 'GET', url, token: session.token });
    });
    return readBatch(answer);
  }

  async post(activity: object): Promise<void> {
    await this.#authorised(async (session) =>
      call(this.ports, {
        method: 'POST',
        url: `${this.#of(session)}/activities`,
        token: session.token,
        json: activity,
      }),
    );
  }

  async upload(activity: object, file: Blob & { name: string }, onProgress: (share: number) => void): Promise<void> {
    await this.#authorised(async (session) => {
      const url = `${this.#of(session)}/upload`;
      const answer = await this.ports.upload({ url, token: session.token, activity, file, onProgress });
      if (answer.status < 200 || answer.status > 299) throw new Problem(answer.status, retryAfterMs(answer.retryAfter));
    });
  }

  #of(session: Session): string {
    return `${this.#base}/conversations/${encodeURIComponent(session.conversationId)}`;
  }

  async #authorised<T>(request: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.#started(await this.session.usable());
    try {
      return await request(session);
    } catch (problem) {
      return request(await this.#started(await this.#afterRefusal(problem, session)));
    }
  }

  async #afterRefusal(problem: unknown, session: Session): Promise<Session> {
    const status = problem instanceof Problem ? problem.status : 0;
    if (status === 404) return this.session.replace(session);
    if (status === 401 || status === 403) return this.session.renew(session);
    throw problem;
  }

  /** The greeting belongs to the start, so a conversation is begun before anything else is said in it. */
  async #started(session: Session): Promise<Session> {
    if (session.isStarted) return session;
    const url = `${this.#base}/conversations`;
    this.session.takeToken(await call(this.ports, { method: 'POST', url, token: session.token, json: {} }));
    this.session.markStarted();
    return this.session.current ?? session;
  }
}

/** Reads a stream frame or a polling answer. */
export function readBatch(value: unknown): Batch {
  const watermark = textField(value, 'watermark');
  return { activities: listField(value, 'activities'), ...(watermark === undefined ? {} : { watermark }) };
}

export function readFrame(text: string): Batch {
  return readBatch(parsed(text));
}
