/** Longest time a window stays open without a hand on it. */
export const MOST_LOCK_MINUTES = 240;
