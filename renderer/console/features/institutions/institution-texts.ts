import {
  type InstitutionEntry,
  type InstitutionRegister,
  institutionNameIn,
} from '#domain/programme/institutions.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import type { LongSelectOption } from '#renderer/ui';

interface InstitutionTexts {
  readonly name: (institutionEntry: Pick<InstitutionEntry, 'value'>) => string;
  /** Type, level and State in one line. */
  readonly about: (institutionEntry: Pick<InstitutionEntry, 'value'>) => string;
}

/** Name and short description of entries in the language of the screen. */
export function useInstitutionTexts(): InstitutionTexts {
  const translate = useTranslate();
  const language = useLanguage();
  return {
    name: ({ value }) => institutionNameIn(value.names, language),
    about: ({ value: { type, level, state } }) =>
      [
        translate(valueLabels.institutionType[type]),
        ...(level === null ? [] : [translate(valueLabels.institutionLevel[level])]),
        ...(state === null ? [] : [stateNameIn(state, language)]),
      ].join(' · '),
  };
}

/** Present entries of a State, and those of no State, to choose one of. */
export const institutionOptions = (
  register: InstitutionRegister,
  state: string | null,
  institutionTexts: InstitutionTexts,
  except?: string,
): readonly LongSelectOption[] =>
  [...register.entries.values()]
    .filter(
      ({ id, value }) =>
        id !== except && value.mergedInto === null && (value.state === null || value.state === state),
    )
    .map((institutionEntry) => ({
      id: institutionEntry.id,
      label: `${institutionTexts.name(institutionEntry)} · ${institutionTexts.about(institutionEntry)}`,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
