import type { HostLanguage } from '#hosts/node/host-language.ts';

/** What a person reads instead of a code, by code. */
export type Sentences = Readonly<Record<string, Readonly<Record<HostLanguage, string>>>>;
