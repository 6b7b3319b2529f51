import * as z from 'zod';
import {
  InstrumentEdition,
  InstrumentStatus,
  maximumContentBytes,
} from '#domain/instrument/instrument-kind.ts';
import { TemplateStatus } from '#domain/workshop/templates/template-kind.ts';
import { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { NamedPerson } from './console-api.ts';

// Library of instruments under /api/v1/admin/instruments, for administrators; everybody reads single versions.
// Published versions reach laptops in the programme's log. These responses contain nothing of other logs.

/** Published version as the library lists it. */
export const LibraryRow = z.readonly(
  z.object({
    edition: InstrumentEdition,
    /** Time of publication by the server's clock. Time and person are null when nobody knows them. */
    publishedAtMs: z.int().nonnegative(),
    publishedBy: NamedPerson.nullable(),
  }),
);
export type LibraryRow = z.infer<typeof LibraryRow>;

/** GET /admin/instruments. */
export const LibraryResponse = z.readonly(z.object({ instruments: z.readonly(z.array(LibraryRow)) }));
export type LibraryResponse = z.infer<typeof LibraryResponse>;

const instrumentRefText = z.string().min(1).max(400);

/**
 * GET /instruments/content?ref= -> `InstrumentText`, for everybody who is signed in. 404 `not-found`. 409 `unreadable`:
 * it is damaged.
 */
export const InstrumentContentQuery = z.readonly(z.object({ ref: instrumentRefText }));
export type InstrumentContentQuery = z.infer<typeof InstrumentContentQuery>;

/** Instrument as JSON text, since it nests deeper than a body may. The receiver parses it. */
export const InstrumentText = z.readonly(z.object({ content: z.string().max(maximumContentBytes) }));
export type InstrumentText = z.infer<typeof InstrumentText>;

/**
 * POST /admin/instruments `InstrumentText` -> `PublishedInstrumentResponse`. 409 `no-programme`. 409 `version-taken`:
 * this id and version is published with other content. 422 `instrument`: the content is no instrument, or one that no
 * laptop could open.
 */
export const PublishedInstrumentResponse = z.readonly(
  z.object({ ref: instrumentRefText, hash: z.string(), isNew: z.boolean() }),
);
export type PublishedInstrumentResponse = z.infer<typeof PublishedInstrumentResponse>;

/** POST /admin/instruments/status -> `DoneResponse` (admin-api.ts). */
export const ChangeInstrumentRequest = z.readonly(
  z.object({ ref: instrumentRefText, status: InstrumentStatus }),
);
export type ChangeInstrumentRequest = z.infer<typeof ChangeInstrumentRequest>;

// Templates of workshops under /api/v1/admin/workshop-templates, for administrators and programme managers. Published
// versions reach laptops in the programme's log.

const templateRef = z.string().min(1).max(60);

/** Published version as the library lists it. */
export const TemplateRow = z.readonly(
  z.object({
    ref: templateRef,
    template: WorkshopTemplate,
    status: TemplateStatus,
    /** Time of publication by the server's clock. The person is null when nobody knows them. */
    publishedAtMs: z.int().nonnegative(),
    publishedBy: NamedPerson.nullable(),
  }),
);
export type TemplateRow = z.infer<typeof TemplateRow>;

/** GET /admin/workshop-templates. */
export const TemplatesResponse = z.readonly(
  z.object({ templates: z.readonly(z.array(TemplateRow).max(10_000)) }),
);
export type TemplatesResponse = z.infer<typeof TemplatesResponse>;

/**
 * POST /admin/workshop-templates -> `PublishedTemplateResponse`. 409 `no-programme`. 409 `version-taken`: this code and
 * version is published with other content.
 */
export const PublishTemplateRequest = z.readonly(z.object({ template: WorkshopTemplate }));
export type PublishTemplateRequest = z.infer<typeof PublishTemplateRequest>;

export const PublishedTemplateResponse = z.readonly(z.object({ ref: templateRef, isNew: z.boolean() }));
export type PublishedTemplateResponse = z.infer<typeof PublishedTemplateResponse>;

/** POST /admin/workshop-templates/status -> `DoneResponse` (admin-api.ts). */
export const ChangeTemplateRequest = z.readonly(z.object({ ref: templateRef, status: TemplateStatus }));
export type ChangeTemplateRequest = z.infer<typeof ChangeTemplateRequest>;
