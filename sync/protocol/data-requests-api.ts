import * as z from 'zod';
import { LogId } from '#domain/ids.ts';
import { DataRequest } from '#domain/privacy/data-request.ts';
import { Author } from './console-api.ts';

// What the console and the server say to each other about requests of people about their own data, under
// /api/v1/data-requests (domain.md E, rule 8): the data-protection focal point keeps the register, the programme manager
// reads it. Each act leaves an audit line in the same transaction.

/** One version of an entry: what it said, who wrote that and when. */
export const DataRequestVersion = z.readonly(
  z.object({
    version: z.int().positive(),
    atMs: z.int().nonnegative(),
    author: Author,
    request: DataRequest,
  }),
);
export type DataRequestVersion = z.infer<typeof DataRequestVersion>;

/** An entry by its number, as it stands. */
export const DataRequestRow = z.readonly(z.object({ number: z.int().positive(), last: DataRequestVersion }));
export type DataRequestRow = z.infer<typeof DataRequestRow>;

/** A mission by the name that headquarters gave it, never by what people wrote in it. */
const NamedMission = z.readonly(z.object({ log: LogId, title: z.string() }));

const shared = {
  /** May the asker write in it? */
  mayKeep: z.boolean(),
  /** The missions that there are. One that was erased is in no list any more. */
  missions: z.readonly(z.array(NamedMission)),
};

/** GET /data-requests. */
export const DataRequestsAnswer = z.readonly(
  z.object({ requests: z.readonly(z.array(DataRequestRow)), ...shared }),
);
export type DataRequestsAnswer = z.infer<typeof DataRequestsAnswer>;

/** GET /data-requests/{number}: all versions, the newest first. */
export const DataRequestAnswered = z.readonly(
  z.object({
    number: z.int().positive(),
    versions: z.readonly(z.array(DataRequestVersion).min(1)),
    ...shared,
  }),
);
export type DataRequestAnswered = z.infer<typeof DataRequestAnswered>;

/** POST /data-requests with a `DataRequest` -> `Recorded`. 404 where there is no such mission. */
export const Recorded = z.readonly(z.object({ number: z.int().positive() }));
export type Recorded = z.infer<typeof Recorded>;

/**
 * POST /data-requests/{number} -> `Done`: another version, of the whole entry. 409 `record-moved`: there is a newer one than
 * `seen`.
 */
export const ChangeDataRequest = z.readonly(
  z.strictObject({ seen: z.int().positive(), request: DataRequest }),
);
export type ChangeDataRequest = z.infer<typeof ChangeDataRequest>;
