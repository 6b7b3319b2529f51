/** Names that every object of the language inherits: a lookup in a record finds them without an entry. */
const inheritedNames = ['prototype', ...Object.getOwnPropertyNames(Object.prototype)];

/** Pattern of one segment of a path, and of an id that becomes one: 1 to 64 letters. */
export const pathSegmentPattern = `(?!(?:${inheritedNames.join('|')})(?:/|$))[A-Za-z0-9._-]{1,64}`;
