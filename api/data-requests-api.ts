import * as z from 'zod';
import { ErasedPart } from '#domain/document/erase-ops.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { IsoDay } from '#domain/mission/mission-work.ts';
import { DataRequest } from '#domain/privacy/data-request.ts';
import { maximumSearchedMissions, SearchWords } from '#domain/privacy/find-matching-fields.ts';
import { NamedPerson } from './console-api.ts';

// Requests of people about their own data, under /api/v1/data-requests (docs/requirements.md E8). The data-protection
// focal point keeps the register; the programme manager reads it. Each act leaves an audit line in the same
// transaction.

/** One version of an entry with its author and time. */
export const DataRequestVersion = z.readonly(
  z.object({
    version: z.int().positive(),
    atMs: z.int().nonnegative(),
    author: NamedPerson,
    request: DataRequest,
  }),
);
export type DataRequestVersion = z.infer<typeof DataRequestVersion>;

/** Entry under its number, with its latest version. */
export const DataRequestRow = z.readonly(z.object({ number: z.int().positive(), last: DataRequestVersion }));
export type DataRequestRow = z.infer<typeof DataRequestRow>;

/** Mission under the title that headquarters gave it, never a text that people wrote in it. */
const NamedMission = z.readonly(z.object({ log: LogId, title: z.string() }));

const sharedAnswerFields = {
  /** True when the asker may write in the register. */
  mayKeep: z.boolean(),
  /** All missions that exist. An erased mission is in no list. */
  missions: z.readonly(z.array(NamedMission)),
};

/** GET /data-requests. */
export const DataRequestsResponse = z.readonly(
  z.object({ requests: z.readonly(z.array(DataRequestRow)), ...sharedAnswerFields }),
);
export type DataRequestsResponse = z.infer<typeof DataRequestsResponse>;

/** Erasure that waits until `fromMs`, or for a second person. */
export const WaitingErasure = z.readonly(
  z.object({
    approval: z.guid(),
    log: LogId,
    doc: DocumentId,
    kind: DocumentKind,
    path: Path,
    part: ErasedPart,
    askedBy: NamedPerson,
    fromMs: z.int().nonnegative(),
  }),
);
export type WaitingErasure = z.infer<typeof WaitingErasure>;

/** GET /data-requests/{number}: all versions, the newest first; and erasures that wait. */
export const DataRequestHistoryResponse = z.readonly(
  z.object({
    number: z.int().positive(),
    versions: z.readonly(z.array(DataRequestVersion).min(1)),
    waiting: z.readonly(z.array(WaitingErasure)),
    ...sharedAnswerFields,
  }),
);
export type DataRequestHistoryResponse = z.infer<typeof DataRequestHistoryResponse>;

/**
 * POST /data-requests -> `RecordedResponse`. `entry`: id that the page makes once for all attempts to send one form. A
 * repeated attempt after a lost response adds no second entry; changed content becomes another version. 404: no such
 * mission. 409 `record-moved`: somebody wrote a newer version meanwhile.
 */
export const RecordDataRequest = z.readonly(z.strictObject({ entry: z.guid(), request: DataRequest }));
export type RecordDataRequest = z.infer<typeof RecordDataRequest>;

export const RecordedResponse = z.readonly(z.object({ number: z.int().positive() }));
export type RecordedResponse = z.infer<typeof RecordedResponse>;

/**
 * POST /data-requests/{number} -> `DoneResponse`: another version of the whole entry. 409 `record-moved`: a version
 * newer than `seen` exists.
 */
export const ChangeDataRequest = z.readonly(
  z.strictObject({ seen: z.int().positive(), request: DataRequest }),
);
export type ChangeDataRequest = z.infer<typeof ChangeDataRequest>;

/**
 * POST /data-requests/{number}/search -> `FoundResponse`: fields at headquarters that mention the person. The search
 * words are stored nowhere. 404: no such request or mission. 409 `already-done`: the request is answered.
 */
export const SearchRecordsRequest = z.readonly(
  z.strictObject({
    words: SearchWords,
    logs: z.readonly(z.array(LogId).min(1).max(maximumSearchedMissions)),
  }),
);
export type SearchRecordsRequest = z.infer<typeof SearchRecordsRequest>;

/** Field that holds the words, without any of its text. */
export const FoundMatch = z.readonly(
  z.object({
    log: LogId,
    doc: DocumentId,
    kind: DocumentKind,
    path: Path,
    /** Day on which it was written; null for texts by several authors. */
    on: IsoDay.nullable(),
    /** `before`: only in an earlier value of the field. */
    stands: z.enum(['now', 'before']),
    /** True when the asker may open the record. */
    opens: z.boolean(),
  }),
);
export type FoundMatch = z.infer<typeof FoundMatch>;

/** `left`: number of places that are not listed. */
export const FoundResponse = z.readonly(
  z.object({ places: z.readonly(z.array(FoundMatch)), left: z.int().nonnegative() }),
);
export type FoundResponse = z.infer<typeof FoundResponse>;

/**
 * POST /data-requests/{number}/erase -> `MatchErasedResponse`: erases present or earlier values of one field of a
 * record. Headquarters erases at once, laptops at their next contact. After the first one of a day, an erasure waits
 * for a second person or for a day (`waits`). No refusal erases anything.
 * - 404: no such request or record.
 * - 409 `already-done`: the request is answered. `asks-no-erasure`: it asks for access only.
 * - 409 `not-erasable`: the field holds no text of people, or is part of a decision in force.
 * - 409 `erasure-too-large`: the rest does not fit into its pack.
 */
export const EraseMatchRequest = z.readonly(
  z.strictObject({ log: LogId, doc: DocumentId, path: Path, part: ErasedPart }),
);
export type EraseMatchRequest = z.infer<typeof EraseMatchRequest>;

/** Number of erased values; 0 when all were erased before, or while it waits. */
export const MatchErasedResponse = z.readonly(
  z.object({
    erased: z.int().nonnegative(),
    waits: z.readonly(z.object({ approval: z.guid(), fromMs: z.int().nonnegative() })).optional(),
  }),
);
export type MatchErasedResponse = z.infer<typeof MatchErasedResponse>;

/**
 * POST /data-requests/{number}/withdraw -> `DoneResponse`: a waiting erasure is not done. Each reader of the register
 * may. 404: none of this request waits under this id.
 */
export const WithdrawErasureRequest = z.readonly(z.strictObject({ approval: z.guid() }));
export type WithdrawErasureRequest = z.infer<typeof WithdrawErasureRequest>;
