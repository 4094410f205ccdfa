/** What the window logs while it is developed; nothing is kept and nothing leaves it. Never pass row contents here. */
export interface WindowLogger {
  warn(message: string, error?: unknown): void;
}

const listeners = new Set<(message: string, error: unknown) => void>();

export const logger: WindowLogger = {
  warn(message, error) {
    for (const listener of listeners) listener(message, error);
  },
};

/** Lets a development build or a test see what was logged; answers how to stop. */
export function onLogged(listener: (message: string, error: unknown) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
