import { compareInstrumentVersions } from '#domain/instrument/instrument-edition.ts';
import type { TemplateStatus } from './template-kind.ts';
import type { WorkshopTemplate } from './workshop-template.ts';

/** A published version and whether new workshops may begin with it. */
export interface PublishedTemplate {
  readonly template: WorkshopTemplate;
  readonly status: TemplateStatus;
}

/**
 * Templates to start a workshop from: of each code the newest published version, and a built-in one where none is
 * published. A retired version hides its code, also a built-in one.
 */
export function offeredTemplates(
  builtIn: readonly WorkshopTemplate[],
  publishedTemplates: readonly PublishedTemplate[],
): readonly WorkshopTemplate[] {
  const newest = new Map<string, PublishedTemplate>();
  for (const publishedTemplate of publishedTemplates) {
    const previousTemplate = newest.get(publishedTemplate.template.code);
    const isBetter =
      previousTemplate === undefined ||
      (previousTemplate.status === 'retired' && publishedTemplate.status === 'published') ||
      (previousTemplate.status === publishedTemplate.status &&
        compareInstrumentVersions(publishedTemplate.template.version, previousTemplate.template.version) > 0);
    if (isBetter) newest.set(publishedTemplate.template.code, publishedTemplate);
  }
  const ownWorkshopTemplates = [...newest.values()].flatMap(({ template, status }) =>
    status === 'published' ? [template] : [],
  );
  return [...builtIn.filter(({ code }) => !newest.has(code)), ...ownWorkshopTemplates].sort((a, b) =>
    a.code < b.code ? -1 : a.code > b.code ? 1 : 0,
  );
}
