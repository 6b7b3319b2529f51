/** Names that every object of the language has: looked up in a record, they are found where nobody put them. */
const inheritedNames = ['prototype', ...Object.getOwnPropertyNames(Object.prototype)];

/** Pattern of one segment of a path, and of an id that becomes one: 1 to 64 letters. */
export const pathSegmentPattern = `(?!(?:${inheritedNames.join('|')})(?:/|$))[A-Za-z0-9._-]{1,64}`;
