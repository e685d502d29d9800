// Tabs of visitors' browsers, without a browser: the widget's conversation on Node against the real website channel.
import { Chat } from '../../src/web/widget/chat/chat';
import { sessionKey } from '../../src/web/widget/chat/session-key';
import type { WebServer } from '../channels/web-server';
import { createNodePorts, type NodePorts } from './node-ports';

export interface TabOptions {
  /** Storage of the shop's origin; tabs with the same one are tabs of one browser. */
  kept?: Map<string, string>;
  identity?: string;
  /** Changes the world around the tab before it starts. */
  prepare?(ports: NodePorts): void;
}

export interface Tab {
  chat: Chat;
  ports: NodePorts;
  /** Texts that came as news. */
  news: string[];
  texts(): string[];
  conversationId(): string;
}

export interface ChatTabs {
  open(options?: TabOptions): Tab;
  /** Open, and the greeting is there. */
  openGreeted(options?: TabOptions): Promise<Tab>;
  /** Ends every tab of the test. */
  closeAll(): void;
  /** Puts a tab's conversation in line, by way of a person who gives it back: the desk's own moves, without a turn. */
  putInLine(tab: Tab): Promise<void>;
}

export function createChatTabs(server: () => WebServer): ChatTabs {
  const tabs: Tab[] = [];

  function open({ kept = new Map<string, string>(), identity, prepare }: TabOptions = {}): Tab {
    const ports = createNodePorts(kept);
    prepare?.(ports);
    const origin = server().url;
    const news: string[] = [];
    const chat = new Chat({
      ports,
      origin,
      locale: 'it-IT',
      ...(identity === undefined ? {} : { identity }),
      isOffline: () => false,
      onChange: () => {},
      onNews: (message) => news.push(message.text),
    });
    const texts = () => chat.view.messages.map((message) => message.text);
    const conversationId = () => JSON.parse(kept.get(sessionKey(origin)) ?? '{}').conversationId;
    const tab = { chat, ports, news, texts, conversationId };
    tabs.push(tab);
    chat.start();
    return tab;
  }

  return {
    open,
    async openGreeted(options) {
      const tab = open(options);
      await until(() => tab.chat.view.messages.length > 0);
      return tab;
    },
    closeAll() {
      for (const { ports, chat } of tabs.splice(0)) {
        ports.close();
        chat.reset();
      }
    },
    async putInLine(tab) {
      const giulia = { id: 'a1', name: 'Giulia', manages: false };
      await server().desk.claim(tab.conversationId(), giulia);
      await server().desk.release(tab.conversationId(), giulia);
    },
  };
}

/** Waits for something real to happen; never for a time. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries > 600) throw new Error(`still not: ${isTrue}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
