import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { PageSection } from '#renderer/ui';

type PreparationField = 'title' | 'place' | 'mode' | 'purpose';

/** Fields of a mission that its lead prepares on the overview. */
export const preparationRows: readonly FieldRow<PreparationField>[] = ['title', ['place', 'mode'], 'purpose'];

/** Title, place, mode and purpose of a mission: fields of `preparationRows`. */
export function PreparationView({ children }: { readonly children: ReactNode }): ReactElement {
  return <PageSection title={useTranslate()('mission.about.title')}>{children}</PageSection>;
}
