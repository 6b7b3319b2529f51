import * as z from 'zod';
import type { QueryName } from '#renderer/store/api/store-api.ts';
import type { PageContract } from '../rig/serve-bench-page.ts';
import { ScaleSize } from '../workload/many-documents.ts';

/** Queries of the app's screens whose answers a person waits for. */
export const measuredQueries = [
  'missions',
  'documents',
  'document',
  'history',
  'whereabouts',
  'conflicts',
  'status',
] as const satisfies readonly QueryName[];
export type MeasuredQuery = (typeof measuredQueries)[number];

/** Time of a letter, with all that was typed by then. */
export const TypedLetter = z.readonly(z.object({ typed: z.string(), tookMs: z.number() }));
export type TypedLetter = z.infer<typeof TypedLetter>;

const Times = z.readonly(z.array(z.number()));
const Words = z.readonly(z.array(z.string()));

/** Functions of the page for `npm run bench -- scale` and `search`. All times in milliseconds. */
export const scalePageContract = {
  /**
   * Start the store's worker; with `true` the laptop has no database yet. Answers when the first screen could
   * be drawn.
   */
  start: { ask: z.tuple([ScaleSize, z.boolean()]), response: z.number() },
  /** Enrol and fetch everything as snapshots, page by page. */
  fill: { ask: z.tuple([]), response: z.number() },
  /** The same documents put into and read from a bare IndexedDB. */
  floor: {
    ask: z.tuple([]),
    response: z.readonly(z.object({ putMs: z.number(), getMs: z.number() })),
  },
  /** Times until a query is answered in the page, sent so many times about different records. */
  ask: { ask: z.tuple([z.enum(measuredQueries), z.number()]), response: Times },
  /** Search all records, as on each letter typed. */
  search: { ask: z.tuple([z.string()]), response: Times },
  /** Wait until the index of texts is complete; the time since the first screen. */
  untilIndexed: { ask: z.tuple([]), response: z.number() },
  /** Time of each letter of these words, typed one after the other: until the answer is in the page. */
  searchTexts: { ask: z.tuple([Words]), response: z.readonly(z.array(TypedLetter)) },
  /** The same by looking through all texts of the laptop in memory, folded before. */
  scanTexts: { ask: z.tuple([Words]), response: Times },
  /** Write one answer at a time while the usual lists of a window are watched. */
  write: { ask: z.tuple([z.number()]), response: Times },
  /** Pause or resume sending and receiving. */
  pauseSync: { ask: z.tuple([z.boolean()]), response: z.void() },
} as const satisfies PageContract;
