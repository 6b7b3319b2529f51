import type { Json } from '#domain/base/json.ts';
import type { Notation } from '#renderer/field/app/use-value-draft.ts';

/** Codes of indicators as one writes them: `D5.4, D5.2`. Undefined for a code that the instrument does not have. */
export function codesNotation(known: ReadonlySet<string>): Notation {
  return {
    show: (value) => (isTexts(value) ? value.join(', ') : ''),
    read: (text) => {
      const codes = text
        .split(/[\s,;،]+/)
        .filter(Boolean)
        .map((code) => code.toLocaleUpperCase('en'));
      return codes.every((code) => known.has(code)) ? [...new Set(codes)] : undefined;
    },
  };
}

const isTexts = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
