/**
 * Most keys of one dispense, all its lines together. They go out in one transaction on the core's own thread, which nothing
 * may hold for longer than 100 ms; a larger order is served in rounds, each the rest (补足) of the one before.
 */
export const MOST_KEYS_OF_DISPENSE = 1_000;
/** Most keys of one line of an order. */
export const MOST_KEYS_ORDERED = 10_000;
