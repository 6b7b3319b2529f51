import type { JsonValue } from '#base/json.ts';
import type { ValueNotation } from './use-draft.ts';

/** Notation of names, with commas between. */
export const nameListNotation: ValueNotation = {
  format: (value) => (isTextList(value) ? value.join(', ') : ''),
  parse: (text) => [
    ...new Set(
      text
        .split(/[,;،\n]/)
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ],
};

const isTextList = (value: JsonValue | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
