import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { PageSection } from '#renderer/ui';

/** Title, place, mode and purpose of a mission: fields of `preparationRows`. */
export function PreparationView({ children }: { readonly children: ReactNode }): ReactElement {
  return <PageSection title={useTranslate()('mission.about.title')}>{children}</PageSection>;
}
