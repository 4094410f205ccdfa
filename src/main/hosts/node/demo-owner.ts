/** Who signs in to a demo shop. Everything in it is made up, so its passphrase is no secret. */
export const DEMO_OWNER = { name: 'demo', passphrase: 'kacang-demo' } as const;
