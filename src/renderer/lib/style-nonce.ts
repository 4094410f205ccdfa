import { styleNonce } from './page-metadata.ts';

/**
 * Gives every style element that our own scripts create the page's nonce. Ant Design takes it by its ConfigProvider, but the
 * parts that measure scroll bars and lock scrolling make theirs without one. Injected markup gains nothing: it does not come
 * through `createElement`.
 */
export function giveStyleElementsTheNonce(): void {
  const nonce = styleNonce;
  if (!nonce) return;
  const createElement = document.createElement.bind(document);
  document.createElement = (tagName: string, options?: ElementCreationOptions): HTMLElement => {
    const element = createElement(tagName, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
