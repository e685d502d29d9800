// What opens a website conversation: a token (30 minutes, every call) and a ticket (60 seconds, the stream alone).
import { z } from 'zod';
import type { Clock } from '../../clock';
import { openHs256, signHs256 } from './hs256';
import type { SigningKeys } from './signing-keys';

export interface Visit {
  conversationId: string;
  /** Begins with `dl_`, which keeps Direct Line clients from sending another one. */
  userId: string;
}

export interface StreamTicket {
  conversationId: string;
  /** Scheme and host by which this customer reaches us; files are linked under it. */
  origin: string;
}

export type Tokens = ReturnType<typeof createTokens>;

export const tokenSeconds = 30 * 60;
const ticketSeconds = 60;

const tokenClaims = z.object({ use: z.literal('talk'), conv: z.string(), user: z.string(), exp: z.number() });
const ticketClaims = z.object({ use: z.literal('stream'), conv: z.string(), origin: z.string(), exp: z.number() });

export function createTokens({ keys, clock }: { keys: SigningKeys; clock: Clock }) {
  const nowSeconds = (): number => clock.now().getTime() / 1000;

  async function sign(claims: Record<string, string>, lifeSeconds: number): Promise<string> {
    return signHs256(await keys.current(), { ...claims, exp: Math.floor(nowSeconds()) + lifeSeconds });
  }

  async function open<Claims extends { exp: number }>(
    token: string,
    schema: z.ZodType<Claims>,
  ): Promise<Claims | null> {
    const parsed = schema.safeParse(await openHs256(token, keys.find));
    return parsed.success && parsed.data.exp > nowSeconds() ? parsed.data : null;
  }

  return {
    sign: (visit: Visit) => sign({ use: 'talk', conv: visit.conversationId, user: visit.userId }, tokenSeconds),
    /** Null: forged, expired, of an unknown key, or a ticket. */
    async verify(token: string): Promise<Visit | null> {
      const claims = await open(token, tokenClaims);
      return claims === null ? null : { conversationId: claims.conv, userId: claims.user };
    },
    signTicket: (ticket: StreamTicket) =>
      sign({ use: 'stream', conv: ticket.conversationId, origin: ticket.origin }, ticketSeconds),
    async verifyTicket(ticket: string): Promise<StreamTicket | null> {
      const claims = await open(ticket, ticketClaims);
      return claims === null ? null : { conversationId: claims.conv, origin: claims.origin };
    },
  };
}
