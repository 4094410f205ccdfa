/** Acts by which keys or their secrets leave the shop without a sale. */
export const WATCHED_ACTIONS = [
  'reveal',
  'copy',
  'export',
  'gift',
  'test',
  'reissue',
  'write-off',
  'rerelease',
] as const;

export type WatchedAction = (typeof WATCHED_ACTIONS)[number];
