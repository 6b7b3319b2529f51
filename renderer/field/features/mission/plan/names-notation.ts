import type { Json } from '#domain/base/json.ts';
import type { Notation } from '#renderer/field/app/use-value-draft.ts';

/** Names as one writes them, with commas between. */
export const namesNotation: Notation = {
  show: (value) => (isTexts(value) ? value.join(', ') : ''),
  read: (text) => [
    ...new Set(
      text
        .split(/[,;،\n]/)
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ],
};

const isTexts = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
