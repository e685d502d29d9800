const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys that send, as this keyboard names them. */
export const sendKeys = isApple ? '⌘ ↵' : 'Ctrl ↵';
