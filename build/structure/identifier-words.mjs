/**
 * @param {string} name in camel case
 * @returns {number}
 */
export const countWords = (name) => name.match(/\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?\p{Ll}+\d*|\d+/gu)?.length ?? 1;
