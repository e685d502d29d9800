// Fetches the conversation's script once, from where the launcher came.
import { type CreatePanel, panelReadyEvent, type Settings } from '../contract';

declare const __BUILD__: string;

interface ScriptPolicies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}
type PageWithPolicies = typeof globalThis & { trustedTypes?: ScriptPolicies };

let loading: Promise<CreatePanel> | null = null;

/** The panel's maker; a failed fetch rejects and may be tried again. */
export function loadPanel(settings: Settings): Promise<CreatePanel> {
  loading ??= fetchPanel(settings).catch((problem: unknown) => {
    loading = null;
    throw problem;
  });
  return loading;
}

function fetchPanel({ origin, nonce }: Settings): Promise<CreatePanel> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.async = true;
    if (nonce !== undefined) script.nonce = nonce;
    script.src = trusted(`${origin}/widget-panel.js?v=${__BUILD__}`);
    script.addEventListener(panelReadyEvent, (event) => {
      if (event instanceof CustomEvent) resolve(event.detail);
    });
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error('widget-panel.js could not be loaded'));
    });
    document.head.append(script);
  });
}

/** Pages that enforce Trusted Types refuse plain strings as script addresses; they allow us by the policy name `ascolto`. */
function trusted(url: string): string {
  const { trustedTypes }: PageWithPolicies = globalThis;
  try {
    return trustedTypes?.createPolicy('ascolto', { createScriptURL: (address) => address }).createScriptURL(url) ?? url;
  } catch {
    return url;
  }
}
