import IntlMessageFormat from 'intl-messageformat';

/** @typedef {ReturnType<IntlMessageFormat['getAst']>[number]} MessageElement */

/** Numbers of `MessageElement['type']` in the parser of ICU messages. */
const elementType = { literal: 0, number: 2, plural: 6, pound: 7 };

/**
 * Types of the values that a message takes.
 * @param {string} text ICU message
 * @param {string} language BCP 47
 * @returns {ReadonlyMap<string, string>} TypeScript type by name of the value
 * @throws {SyntaxError} the message cannot be parsed
 */
export function messageValueTypes(text, language) {
  /** @type {Map<string, string>} */
  const types = new Map();
  collectValueTypes(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst(), types);
  return new Map([...types].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * @param {readonly MessageElement[]} elements
 * @param {Map<string, string>} types
 */
function collectValueTypes(elements, types) {
  for (const element of elements) {
    if (element.type !== elementType.literal && element.type !== elementType.pound && 'value' in element)
      types.set(element.value, narrowerType(types.get(element.value), valueTypeOf(element)));
    if ('options' in element)
      for (const { value } of Object.values(element.options)) collectValueTypes(value, types);
  }
}

/** @param {MessageElement} element */
const valueTypeOf = ({ type }) =>
  type === elementType.number || type === elementType.plural ? 'number' : 'string | number';

/**
 * @param {string | undefined} known
 * @param {string} found
 */
const narrowerType = (known, found) => (known === undefined || known === 'string | number' ? found : known);
