// How much customers may leave in files, and at what pace it may grow again. Bytes are counted as they come, in kilobytes.
import type { AllowanceOptions, Limits } from '../../jobs/limits';
import { refuseFull, refuseTooMany } from './allowance';

export const mostFiles = 5;
export const largestFileBytes = 5 * 1024 * 1024;
/** All files of one message together. */
export const largestUploadBytes = 10 * 1024 * 1024;
const filesAnHour = 30;
const conversationMegabytesPerDay = 100;
/** Of what the shop takes in a day, so that one network cannot take all of it. */
const shareOfNetwork = 1 / 4;

export interface UploadLimits {
  /** Counts files of one message; throws 429. */
  takeFiles(conversationId: string, count: number): Promise<void>;
  /** Counts what is about to be stored; throws 507. */
  takeBytes(from: Sender, bytes: number): Promise<void>;
}

export interface Sender {
  conversationId: string;
  /** Network address. */
  address: string;
}

interface UploadLimitParts {
  limits: Limits;
  /** What counts as one caller. */
  networkOf(address: string): string;
  /** Of the whole shop: at once, and again in a day. */
  megabytesPerDay: number;
}

export function createUploadLimits({ limits, networkOf, megabytesPerDay }: UploadLimitParts): UploadLimits {
  const files = limits.allowance('files', { burst: filesAnHour, perSecond: filesAnHour / 3_600 });
  const ofConversation = limits.allowance('file-bytes', inADay(conversationMegabytesPerDay));
  const ofNetwork = limits.allowance('file-bytes-network', inADay(megabytesPerDay * shareOfNetwork));
  const ofShop = limits.allowance('file-bytes-shop', inADay(megabytesPerDay));
  return {
    async takeFiles(conversationId, count) {
      refuseTooMany(await files(conversationId, count));
    },
    async takeBytes({ conversationId, address }, bytes) {
      const kilobytes = Math.ceil(bytes / 1024);
      refuseFull(await ofConversation(conversationId, kilobytes), 'conversation-files-full');
      refuseFull(await ofNetwork(networkOf(address), kilobytes), 'network-files-full');
      // Last: what is refused to one is not taken from everybody.
      refuseFull(await ofShop('shop', kilobytes), 'shop-files-full');
    },
  };
}

function inADay(megabytes: number): AllowanceOptions {
  const burst = Math.floor(megabytes * 1024);
  return { burst, perSecond: burst / 86_400 };
}
