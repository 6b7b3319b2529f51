import { type ReactElement, type ReactNode, use, useMemo } from 'react';
import type { Document } from '#domain/document/document.ts';
import { isBelowMinimumCell, isNobody, nobody } from '#domain/privacy/cell-suppression.ts';
import {
  findInstitutions,
  type InstitutionHit,
  institutionsToHide,
  replaceInstitutions,
  unconfirmedInstitutionsIn,
} from '#domain/privacy/find-institutions.ts';
import { confirmedHitKeys } from '#domain/privacy/find-unchecked-texts.ts';
import { namedInstitutionsOf } from '#domain/programme/institutions.ts';
import { countParticipantsByType, readParticipants } from '#domain/workshop/register.ts';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { TextChecksContext } from '#renderer/records/text-checks.ts';
import { valueLabelOf } from '#renderer/records/value-labels.ts';

/** Institutions that texts without attribution must not name, and the words that take their place. */
export interface HiddenInstitutions {
  /** Institutions of a text that nobody has decided to name. */
  readonly openHits: (text: string) => readonly InstitutionHit[];
  /** Those of them that are written out: while typing, the last word may go on. */
  readonly writtenHits: (text: string) => readonly InstitutionHit[];
  /** Text with words for the institutions that are written out. */
  readonly replaceWritten: (text: string) => string;
  /** Text with words for all institutions. */
  readonly replaceAll: (text: string) => string;
  readonly wordsOf: (type: string | null) => string;
}

/** Institutions of the register and of the participants, as a person types; a type of few participants has no name. */
export function useHiddenInstitutions(document: Document): HiddenInstitutions {
  const translate = useTranslate();
  const queryResult = useStoreQuery('institutionRegister', null);
  const institutionEntries = queryResult.kind === 'loading' ? null : queryResult.result.entries;
  return useMemo(() => {
    const hiddenInstitutions = institutionsToHide(document, namedInstitutionsOf(institutionEntries ?? []));
    const confirmed = confirmedHitKeys(document);
    const counts = countParticipantsByType(readParticipants(document));
    const wordsOf = (type: string | null): string => {
      const peopleCount = type === null ? nobody : (counts.get(type) ?? nobody);
      const labelKey = type === null ? undefined : valueLabelOf('institutionType', type);
      return labelKey === undefined || isNobody(peopleCount) || isBelowMinimumCell(peopleCount)
        ? translate('entry.institution.another')
        : translate('entry.institution.ofType', { type: translate(labelKey) });
    };
    const openHits = (text: string): readonly InstitutionHit[] =>
      unconfirmedInstitutionsIn(text, hiddenInstitutions, confirmed);
    const isWritten = (text: string, institutionHit: InstitutionHit): boolean =>
      institutionHit.at + institutionHit.text.length < text.length &&
      // A longer name may begin like a shorter one.
      findInstitutions(text.slice(institutionHit.at), hiddenInstitutions)[0]?.text === institutionHit.text;
    const writtenHits = (text: string): readonly InstitutionHit[] =>
      openHits(text).filter((hit) => isWritten(text, hit));
    return {
      openHits,
      writtenHits,
      wordsOf,
      replaceAll: (text) => replaceInstitutions(text, openHits(text), wordsOf),
      replaceWritten: (text) => replaceInstitutions(text, writtenHits(text), wordsOf),
    };
  }, [document, institutionEntries, translate]);
}

interface NonAttributedTextsProps {
  readonly institutions: HiddenInstitutions;
  /** Whether non-attribution covers these texts. */
  readonly isOn: boolean;
  readonly children: ReactNode;
}

/** Check the texts within for institutions as well, and offer the words that take their place. */
export function NonAttributedTexts({ institutions, isOn, children }: NonAttributedTextsProps): ReactElement {
  const base = use(TextChecksContext);
  const textChecks = useMemo(
    () =>
      base === null || !isOn
        ? base
        : {
            ...base,
            openHits: (text: string) =>
              [...base.openHits(text), ...institutions.openHits(text)].toSorted((a, b) => a.at - b.at),
            replacementOf: (text: string) => institutions.replaceAll(text),
          },
    [base, isOn, institutions],
  );
  return <TextChecksContext value={textChecks}>{children}</TextChecksContext>;
}
