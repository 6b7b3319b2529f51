/** Keys that keep the first or the second value of a conflict. */
export const keepKeys: readonly string[] = ['8', '9'];
