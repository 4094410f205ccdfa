export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where the core says what happened. Fields are named scalars, so that no object with a secret slips in whole. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON line an event, handed to `sink`. */
export function createJsonLogger(sink: (line: string) => void, now: () => number = Date.now): Logger {
  const log =
    (level: string) =>
    (event: string, fields: LogFields = {}) => {
      sink(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields }));
    };
  return { info: log('info'), warn: log('warn'), error: log('error') };
}

export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
