/** The command was written wrongly; nothing was done. Ends with 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
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
