import { useMemo } from 'react';
import { builtInTemplates } from '#domain/workshop/templates/built-in-templates.ts';
import { offeredTemplates } from '#domain/workshop/templates/offered-templates.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { useStoreQuery } from '../session/field-services.tsx';

/** Templates to start a workshop from: the built-in ones, and those that headquarters published. */
export function useWorkshopTemplates(): readonly WorkshopTemplate[] {
  const publishedResult = useStoreQuery('workshopTemplates', null);
  const ownTemplates = publishedResult.kind === 'present' ? publishedResult.result : null;
  return useMemo(() => offeredTemplates(builtInTemplates, ownTemplates ?? []), [ownTemplates]);
}
