import { createHash, randomBytes } from 'node:crypto';

/** Launch codes: each opens one session, once, within its time. Only digests are kept. */
export interface SingleUseCodes {
  issue(): string;
  /** True the first time within its time; the code is then gone, whatever happens next. */
  redeem(code: string): boolean;
}

export function createSingleUseCodes(lifeMilliseconds: number, now: () => number): SingleUseCodes {
  const expiries = new Map<string, number>();
  return {
    issue() {
      for (const [digest, expiresAt] of expiries) if (expiresAt <= now()) expiries.delete(digest);
      const code = randomBytes(32).toString('base64url');
      expiries.set(digestOf(code), now() + lifeMilliseconds);
      return code;
    },
    redeem(code) {
      const digest = digestOf(code);
      const expiresAt = expiries.get(digest);
      expiries.delete(digest);
      return expiresAt !== undefined && now() < expiresAt;
    },
  };
}

/** Secrets are looked up by digest, so that how long a look-up takes tells nothing about them. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
