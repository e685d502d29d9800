// Styles that need no exception in the page's policy: a constructed sheet instead of a style element.

export function addStyles(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4 knows no constructed sheets.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
