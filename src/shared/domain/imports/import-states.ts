/** What can be said of an import: being read in, posted, given up before it was posted, taken back, taken back in part. */
export const IMPORT_STATES = ['loading', 'posted', 'cancelled', 'undone', 'partly-undone'] as const;
