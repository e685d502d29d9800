// The customer's session: token and conversation, kept in the shop's storage, opened anew or resumed when they no longer hold.
import { field, numberField, parsed, textField } from './json';
import type { Ports } from './ports';
import { call, Problem } from './problem';
import { sessionKey } from './session-key';

export interface Session {
  conversationId: string;
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** From here on a new token is asked for before the next call. */
  refreshAt: number;
  /** Opens the same conversation again after the token has expired. */
  resume?: string;
  shopName?: string;
  /** Subject of the identity that the server accepted. */
  subject?: string;
  /** False until the server was told to begin the conversation. */
  isStarted: boolean;
}

export interface SessionOptions {
  /** Scheme and host of the server, without a trailing slash. */
  origin: string;
  locale: string;
  /** Signed by the shop's server: who the customer is. */
  identity?: string;
}

export class SessionKeeper {
  #current: Session | null;
  #asking: Promise<Session> | null = null;
  readonly #key: string;

  constructor(
    private readonly ports: Ports,
    private readonly options: SessionOptions,
    /** Called when another conversation than before is the current one. */
    private readonly onMoved: () => void,
  ) {
    this.#key = sessionKey(options.origin);
    this.#current = this.#read();
  }

  get current(): Session | null {
    return this.#current;
  }

  /** A session whose token is good for the next call; opens one when there is none. */
  async usable(): Promise<Session> {
    const session = this.#current ?? this.#adopt(this.#read());
    if (session === null) return this.#ask(null);
    const { identity } = this.options;
    const isOther = identity !== undefined && session.subject !== subjectOf(identity);
    const now = this.ports.clock.now().getTime();
    if (isOther || now >= session.expiresAt) return this.#ask(session);
    return now >= session.refreshAt ? this.#refresh(session) : session;
  }

  /** After a refused token: the session that replaced it meanwhile, or a resumed one. */
  async renew(refused: Session): Promise<Session> {
    const current = this.#current;
    return current !== null && current.token !== refused.token ? current : this.#ask(refused);
  }

  /** After the server no longer knows the conversation. */
  async replace(gone: Session): Promise<Session> {
    if (this.#current?.conversationId !== gone.conversationId) return this.usable();
    this.forget();
    const session = await this.usable();
    this.onMoved();
    return session;
  }

  markStarted(): void {
    if (this.#current !== null) this.#keep({ ...this.#current, isStarted: true });
  }

  /** Takes the token of a connect or refresh answer. */
  takeToken(answer: unknown): void {
    const token = textField(answer, 'token');
    if (this.#current === null || token === undefined) return;
    this.#keep({ ...this.#current, token, ...this.#lifeOf(answer) });
  }

  /** Forgets conversation and customer. */
  signOut(): void {
    delete this.options.identity;
    this.forget();
  }

  forget(): void {
    this.#current = null;
    this.ports.kept.remove(this.#key);
  }

  /** Names the customer; an open session asks again so that the server can bind it. */
  async identify(identity: string): Promise<void> {
    this.options.identity = identity;
    if (this.#current !== null) await this.#ask(this.#current);
  }

  /** Follows what another tab of the shop did. */
  followStorage(): void {
    const before = this.#current?.conversationId;
    this.#current = this.#read();
    if (before !== undefined && before !== this.#current?.conversationId) this.onMoved();
  }

  async #refresh(session: Session): Promise<Session> {
    const url = `${this.options.origin}/v3/directline/tokens/refresh`;
    try {
      this.takeToken(await call(this.ports, { method: 'POST', url, token: session.token }));
    } catch (problem) {
      if (problem instanceof Problem && !problem.isPassing) return this.#ask(session);
    }
    return this.#current ?? session;
  }

  /** One question at a time: connection and outbox may find out together that the token no longer holds. */
  #ask(before: Session | null): Promise<Session> {
    this.#asking ??= this.#open(before).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #open(before: Session | null): Promise<Session> {
    const answer = await this.#request(before?.resume);
    const conversationId = textField(answer, 'conversationId');
    const token = textField(answer, 'token');
    if (conversationId === undefined || token === undefined) throw new Problem(502);
    const isSame = before?.conversationId === conversationId;
    const resume = textField(answer, 'resume') ?? (isSame ? before?.resume : undefined);
    const shopName = textField(field(answer, 'shop'), 'name') ?? before?.shopName;
    const { identity } = this.options;
    const session = this.#keep({
      conversationId,
      token,
      ...this.#lifeOf(answer),
      isStarted: isSame && before?.isStarted === true,
      ...(resume === undefined ? {} : { resume }),
      ...(shopName === undefined ? {} : { shopName }),
      ...(identity === undefined ? {} : { subject: subjectOf(identity) }),
    });
    if (before !== null && !isSame) this.onMoved();
    return session;
  }

  /** A proof that no longer holds must not leave the customer unheard: ask again without it. */
  async #request(resume: string | undefined): Promise<unknown> {
    const { origin, locale, identity } = this.options;
    const proofs = [{ identity, resume }, { resume }, {}];
    for (const [index, proof] of proofs.entries()) {
      if (index > 0 && JSON.stringify(proof) === JSON.stringify(proofs[index - 1])) continue;
      try {
        return await call(this.ports, { method: 'POST', url: `${origin}/widget/session`, json: { locale, ...proof } });
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.isPassing) throw problem;
        if (index === 0 && identity !== undefined) this.#dropIdentity();
      }
    }
    this.ports.warn(`the server refuses sessions from this site; is its origin in WIDGET_ALLOWED_ORIGINS?`);
    throw new Problem(403);
  }

  #dropIdentity(): void {
    delete this.options.identity;
    this.ports.warn('the identity was refused; continuing as anonymous');
  }

  #lifeOf(answer: unknown): { expiresAt: number; refreshAt: number } {
    const lifeMs = (numberField(answer, 'expires_in') ?? 1800) * 1000;
    const now = this.ports.clock.now().getTime();
    return { expiresAt: now + lifeMs, refreshAt: now + lifeMs / 2 };
  }

  #adopt(session: Session | null): Session | null {
    this.#current = session;
    return session;
  }

  #keep(session: Session): Session {
    this.#current = session;
    this.ports.kept.set(this.#key, JSON.stringify(session));
    return session;
  }

  #read(): Session | null {
    const kept = parsed(this.ports.kept.get(this.#key));
    const conversationId = textField(kept, 'conversationId');
    const token = textField(kept, 'token');
    if (conversationId === undefined || token === undefined) return null;
    const resume = textField(kept, 'resume');
    const shopName = textField(kept, 'shopName');
    const subject = textField(kept, 'subject');
    return {
      conversationId,
      token,
      expiresAt: numberField(kept, 'expiresAt') ?? 0,
      refreshAt: numberField(kept, 'refreshAt') ?? 0,
      isStarted: field(kept, 'isStarted') === true,
      ...(resume === undefined ? {} : { resume }),
      ...(shopName === undefined ? {} : { shopName }),
      ...(subject === undefined ? {} : { subject }),
    };
  }
}

/** Whom a JWT names, unverified: only to see whether it names somebody else than before. */
function subjectOf(identity: string): string {
  try {
    const payload = (identity.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    return textField(parsed(atob(payload)), 'sub') ?? identity;
  } catch {
    return identity;
  }
}
