import type { HostLanguage } from '#hosts/node/host-language.ts';

/** The command was written wrongly; nothing was done. Ends with 2. */
export class UsageError extends Error {
  readonly text: Readonly<Record<HostLanguage, string>>;

  constructor(text: Readonly<Record<HostLanguage, string>>) {
    super(text.en);
    this.name = 'UsageError';
    this.text = text;
  }
}

/** An expected refusal that comes from the command line itself and not from a procedure. Ends with 3. */
export class CommandRefusal extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, message: string, data?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'CommandRefusal';
    this.code = code;
    this.data = data;
  }
}

/** Keys were handed out, and then could not be written where they were asked for: they are there, and must not be handed out again. */
export class KeysNotWritten extends Error {
  readonly data: Readonly<Record<string, unknown>>;

  constructor(data: Readonly<Record<string, unknown>>, cause: unknown) {
    super('The keys were handed out but not written.', { cause });
    this.name = 'KeysNotWritten';
    this.data = data;
  }
}
