import { use } from 'react';
import { type JsonValue, textsInList } from '#base/json.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import type { PersonalDataHit } from '#domain/privacy/personal-data-hit.ts';
import { TextChecksContext, withoutTextHit } from './text-checks.ts';
import { useUnconfirmedHits } from './unconfirmed-hits.ts';

/** Personal data in the new words of a form, and the acts on it. */
interface FormHits {
  readonly hits: readonly PersonalDataHit[];
  readonly onConfirm: ((hit: PersonalDataHit) => void) | undefined;
  readonly onRemove: (hit: PersonalDataHit) => void;
  /**
   * Nothing is saved before somebody has settled them. In a record on a laptop the words are saved, and wait there for
   * the check before they leave it.
   */
  readonly isBlocking: boolean;
}

/**
 * Check the new words of a form for personal data.
 * @param words New values of the fields with words, by their names.
 * @param change Write the value of a field without a hit.
 */
export function useFormHits(
  words: Readonly<Record<string, JsonValue>>,
  change: (name: string, value: JsonValue) => void,
): FormHits {
  const textChecks = use(TextChecksContext);
  const find = (text: string): readonly PersonalDataHit[] =>
    textChecks?.openHits(text) ?? findPersonalData(text);
  const found = Object.entries(words).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : textsInList(value)).flatMap((text) =>
      find(text).map((hit) => ({ name, hit })),
    ),
  );
  const { unchecked, confirm } = useUnconfirmedHits(found.map(({ hit }) => hit));
  const withoutHit = (value: JsonValue, hit: PersonalDataHit): JsonValue => {
    if (typeof value === 'string') return withoutTextHit(value, hit, textChecks?.replacementOf);
    return textsInList(value).map((line) => line.replaceAll(hit.text, '…'));
  };
  return {
    hits: unchecked,
    onConfirm: textChecks === null ? confirm : (textChecks.confirmHit ?? undefined),
    onRemove: (hit) => {
      const name = found.find((one) => one.hit === hit)?.name;
      if (name !== undefined) change(name, withoutHit(words[name] ?? null, hit));
    },
    isBlocking: textChecks === null && unchecked.length > 0,
  };
}
