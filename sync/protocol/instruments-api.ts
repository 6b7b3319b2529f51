import * as z from 'zod';
import { InstrumentEdition } from '#domain/instrument/published/instrument-edition.ts';
import { InstrumentStatus, largestContentBytes } from '#domain/instrument/published/instrument-kind.ts';
import { Author } from './console-api.ts';

// The library of instruments in the console, under /api/v1/admin/instruments, for administrators; one version is read by all. What is published
// travels to laptops in the programme's log; the answers here are of that log and nothing else.

/** A published version as the library lists it. */
export const LibraryRow = z.readonly(
  z.object({
    edition: InstrumentEdition,
    /** When it was published, by the server's clock, and by whom; null when nobody knows any more. */
    publishedAtMs: z.int().nonnegative(),
    publishedBy: Author.nullable(),
  }),
);
export type LibraryRow = z.infer<typeof LibraryRow>;

/** GET /admin/instruments. */
export const LibraryAnswer = z.readonly(z.object({ instruments: z.readonly(z.array(LibraryRow)) }));
export type LibraryAnswer = z.infer<typeof LibraryAnswer>;

const ref = z.string().min(1).max(400);

/**
 * GET /instruments/content?ref= -> `InstrumentText`, for everybody who is signed in. 404 `not-found`; 409 `unreadable` when it
 * is damaged.
 */
export const ContentAsk = z.readonly(z.object({ ref }));
export type ContentAsk = z.infer<typeof ContentAsk>;

/** An instrument as JSON text: nested deeper than a body may be, and parsed by whoever receives it. */
export const InstrumentText = z.readonly(z.object({ content: z.string().max(largestContentBytes) }));
export type InstrumentText = z.infer<typeof InstrumentText>;

/**
 * POST /admin/instruments `InstrumentText` -> `PublishedAnswer`. 409 `version-taken`: this id and version is published with
 * another content. 409 `no-programme`. 422 `instrument`: it is none, or one that no laptop could open.
 */
export const PublishedAnswer = z.readonly(z.object({ ref, hash: z.string(), isNew: z.boolean() }));
export type PublishedAnswer = z.infer<typeof PublishedAnswer>;

/** POST /admin/instruments/status -> `Done` (admin-api.ts). */
export const ChangeInstrument = z.readonly(z.object({ ref, status: InstrumentStatus }));
export type ChangeInstrument = z.infer<typeof ChangeInstrument>;
