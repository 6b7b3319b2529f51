/** Keys that keep the first or the second value of a conflict, wherever it is decided. */
export const keepKeys: readonly string[] = ['1', '2'];
