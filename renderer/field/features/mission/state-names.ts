import { useMemo } from 'react';
import memberStates from '#domain/mission/member-states.json' with { type: 'json' };
import { languages } from '#renderer/i18n/language.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';

/**
 * What a State is called in the language of the screen; a code that no language knows stays as it is, and so do those that
 * exercises use, which stand for no State: ICU calls XA "Pseudo-Accents".
 */
export function useStateName(): (code: string) => string {
  const { locale } = languages[useLanguage()];
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    return (code) => (/^X[A-JL-Z]$/.test(code) ? code : (names.of(code) ?? code));
  }, [locale]);
}

/** The Member States to choose from, by name. One that was chosen and is none of them, as in exercises, stays. */
export function useStates(chosen: string | null): readonly { readonly id: string; readonly label: string }[] {
  const { locale } = languages[useLanguage()];
  const nameOf = useStateName();
  return useMemo(() => {
    const codes = new Set([...memberStates, ...(chosen === null ? [] : [chosen])]);
    const order = new Intl.Collator(locale);
    return [...codes]
      .map((id) => ({ id, label: nameOf(id) }))
      .toSorted((a, b) => order.compare(a.label, b.label));
  }, [chosen, locale, nameOf]);
}
