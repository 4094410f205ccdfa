const STORAGE_KEY = 'kacang.session';

/** The browser-mode session of this tab; it ends with the tab. */
export function readToken(): string | null {
  return window.sessionStorage.getItem(STORAGE_KEY);
}

export function storeToken(token: string): void {
  window.sessionStorage.setItem(STORAGE_KEY, token);
}

export function forgetToken(): void {
  window.sessionStorage.removeItem(STORAGE_KEY);
}
