import IntlMessageFormat from 'intl-messageformat';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

/** All messages of one language, from every file of its folder. Throws when two files hold the same key. */
export function readCatalogue(language: string): ReadonlyMap<string, string> {
  const catalogue = new Map<string, string>();
  for (const file of sourceFiles(/\.json$/, [`locales/${language}`])) {
    for (const [key, text] of Object.entries(JSON.parse(readSource(file)) as Record<string, string>)) {
      if (catalogue.has(key)) throw new Error(`${file} repeats the key ${key}`);
      catalogue.set(key, text);
    }
  }
  return catalogue;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of the values that a message takes, sorted. Throws when the message does not parse. */
export function argumentsOf(text: string, language: string): readonly string[] {
  const names = new Set<string>();
  collect(new IntlMessageFormat(text, language).getAst(), names);
  return [...names].sort();
}

function collect(messageElements: readonly Element[], names: Set<string>): void {
  for (const messageElement of messageElements) {
    const isLiteral = messageElement.type === 0;
    const isHash = messageElement.type === 7;
    if (!isLiteral && !isHash) names.add(messageElement.value);
    if ('options' in messageElement)
      for (const option of Object.values(messageElement.options)) collect(option.value, names);
    if ('children' in messageElement) collect(messageElement.children, names);
  }
}
