/** Keys that one return to a supplier moves: one transaction. A larger batch goes back in several papers. */
export const MOST_RETURNED = 2_000;
