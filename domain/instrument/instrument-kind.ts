import * as z from 'zod';
import { valueAt } from '#domain/document/document.ts';
import { DocumentKind } from '#domain/document/op.ts';
import type { KindSchema, SummaryFactRule } from '#domain/path-rules/kind-schema.ts';
import { allAudiences } from '#domain/path-rules/path-audience.ts';

/** Facts of a published instrument in lists, beside its title and status. */
export const instrumentFactRule: SummaryFactRule = {
  facts: ({ view }) =>
    Object.fromEntries(
      (['id', 'version', 'languages', 'questions', 'hash'] as const).map((path) => [
        path,
        valueAt(view, path) ?? null,
      ]),
    ),
};

/** A published version of an instrument: a document of the programme's log, which every laptop reads. */
export const instrumentKind = DocumentKind.parse('instrument');

/** `retired`: no new assessment begins with it; those that began go on. */
export const InstrumentStatus = z.enum(['published', 'retired']);
export type InstrumentStatus = z.infer<typeof InstrumentStatus>;

/** One published version in lists. */
export const InstrumentEdition = z.readonly(
  z.object({
    ref: z.string(),
    id: z.string(),
    version: z.string(),
    title: z.string(),
    languages: z.readonly(z.array(z.string())),
    /** Questions to a person, without calculations. */
    questions: z.int().nonnegative(),
    hash: z.string(),
    status: InstrumentStatus,
  }),
);
export type InstrumentEdition = z.infer<typeof InstrumentEdition>;

/** Letters of one part of the content: a value may have 64 KiB as JSON (`maximumValueBytes`). */
export const contentPartLetters = 48 * 1024;

/** Size limits of a content: deflated and in base64 for the log, and as its JSON text. */
export const maximumContentParts = 100;
export const maximumContentBytes = 16 * 1024 * 1024;

// Libraries show editions, and no screen their paths.
const editionPart = { field: null, rights: 'edition', group: 'instrument', erasable: 'never' } as const;

/** Everything but the status is written once: versions never change (docs/requirements.md F1). */
export const instrumentSchema: KindSchema<'instrument'> = [
  { pattern: 'title', holds: z.string().max(400), once: true, ...editionPart, sharedWith: allAudiences },
  { pattern: 'id', holds: z.string().min(1).max(200), once: true, ...editionPart, sharedWith: allAudiences },
  { pattern: 'version', holds: z.string().max(100), once: true, ...editionPart, sharedWith: allAudiences },
  {
    pattern: 'languages',
    holds: z.array(z.string().max(100)).max(100),
    once: true,
    ...editionPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'questions',
    holds: z.int().nonnegative(),
    once: true,
    ...editionPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'hash',
    holds: z.string().regex(/^[0-9a-f]{64}$/),
    once: true,
    ...editionPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'parts',
    holds: z.int().min(1).max(maximumContentParts),
    once: true,
    ...editionPart,
    sharedWith: allAudiences,
  },
  {
    pattern: 'content/*',
    holds: z.base64().max(contentPartLetters),
    once: true,
    ...editionPart,
    sharedWith: allAudiences,
  },
  { pattern: 'status', holds: InstrumentStatus, ...editionPart, sharedWith: allAudiences, rights: 'status' },
];
