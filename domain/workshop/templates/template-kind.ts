import * as z from 'zod';
import { valueAt } from '#domain/document/document.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { contentPartLetters, maximumContentParts } from '#domain/instrument/instrument-kind.ts';
import type { KindSchema, SummaryFactRule } from '#domain/path-rules/kind-schema.ts';
import { allAudiences } from '#domain/path-rules/path-audience.ts';
import { maximumTemplateDays, TemplateCode, TemplateLanguage, TemplateVersion } from './workshop-template.ts';

/** A published version of a template of workshops: a document of the programme's log, which every laptop reads. */
export const templateKind = DocumentKind.parse('workshop-template');

/** `retired`: no new workshop begins with it. */
export const TemplateStatus = z.enum(['published', 'retired']);
export type TemplateStatus = z.infer<typeof TemplateStatus>;

/** Facts of a published template in lists, beside its title and status. */
export const templateFactRule: SummaryFactRule = {
  facts: ({ view }) =>
    Object.fromEntries(
      (['code', 'version', 'languages', 'days', 'hash'] as const).map((path) => [
        path,
        valueAt(view, path) ?? null,
      ]),
    ),
};

// Libraries show editions, and no screen their paths.
const editionPart = {
  field: null,
  rights: 'edition',
  group: 'instrument',
  erasable: 'never',
  once: true,
  sharedWith: allAudiences,
} as const;

/** Everything but the status is written once: versions never change. */
export const workshopTemplateSchema: KindSchema<'workshop-template'> = [
  { pattern: 'title', holds: z.string().max(400), ...editionPart },
  { pattern: 'code', holds: TemplateCode, ...editionPart },
  { pattern: 'version', holds: TemplateVersion, ...editionPart },
  { pattern: 'languages', holds: z.array(TemplateLanguage).max(20), ...editionPart },
  { pattern: 'days', holds: z.int().min(1).max(maximumTemplateDays), ...editionPart },
  { pattern: 'hash', holds: z.string().regex(/^[0-9a-f]{64}$/), ...editionPart },
  { pattern: 'parts', holds: z.int().min(1).max(maximumContentParts), ...editionPart },
  { pattern: 'content/*', holds: z.base64().max(contentPartLetters), ...editionPart },
  {
    pattern: 'status',
    field: null,
    holds: TemplateStatus,
    rights: 'status',
    group: 'instrument',
    erasable: 'never',
    sharedWith: allAudiences,
  },
];
