import * as z from 'zod';
import { ErasedPart } from '#domain/document/erase-ops.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { IsoDay } from '#domain/mission/mission.ts';
import { DataRequest } from '#domain/privacy/data-request.ts';
import { maximumSearchedMissions, SearchWords } from '#domain/privacy/word-search.ts';
import { NamedPerson } from './console-api.ts';

// What the console and the server say to each other about requests of people about their own data, under
// /api/v1/data-requests (domain.md E, rule 8): the data-protection focal point keeps the register, the programme manager
// reads it. Each act leaves an audit line in the same transaction.

/** One version of an entry: what it said, who wrote that and when. */
export const DataRequestVersion = z.readonly(
  z.object({
    version: z.int().positive(),
    atMs: z.int().nonnegative(),
    author: NamedPerson,
    request: DataRequest,
  }),
);
export type DataRequestVersion = z.infer<typeof DataRequestVersion>;

/** An entry by its number, as it stands. */
export const DataRequestRow = z.readonly(z.object({ number: z.int().positive(), last: DataRequestVersion }));
export type DataRequestRow = z.infer<typeof DataRequestRow>;

/** A mission by the name that headquarters gave it, never by what people wrote in it. */
const NamedMission = z.readonly(z.object({ log: LogId, title: z.string() }));

const sharedAnswerFields = {
  /** May the asker write in it? */
  mayKeep: z.boolean(),
  /** The missions that there are. One that was erased is in no list any more. */
  missions: z.readonly(z.array(NamedMission)),
};

/** GET /data-requests. */
export const DataRequestsAnswer = z.readonly(
  z.object({ requests: z.readonly(z.array(DataRequestRow)), ...sharedAnswerFields }),
);
export type DataRequestsAnswer = z.infer<typeof DataRequestsAnswer>;

/** GET /data-requests/{number}: all versions, the newest first. */
export const DataRequestHistoryAnswer = z.readonly(
  z.object({
    number: z.int().positive(),
    versions: z.readonly(z.array(DataRequestVersion).min(1)),
    ...sharedAnswerFields,
  }),
);
export type DataRequestHistoryAnswer = z.infer<typeof DataRequestHistoryAnswer>;

/**
 * POST /data-requests -> `Recorded`. `entry`: an id that the page makes, the same for every try of one form: where the answer was
 * lost, trying again enters nothing twice. What was changed between two tries is another version. 404 where there is
 * no such mission; 409 `record-moved`: somebody has written a newer version meanwhile.
 */
export const RecordDataRequest = z.readonly(z.strictObject({ entry: z.guid(), request: DataRequest }));
export type RecordDataRequest = z.infer<typeof RecordDataRequest>;

export const RecordedAnswer = z.readonly(z.object({ number: z.int().positive() }));
export type RecordedAnswer = z.infer<typeof RecordedAnswer>;

/**
 * POST /data-requests/{number} -> `Done`: another version, of the whole entry. 409 `record-moved`: there is a newer one than
 * `seen`.
 */
export const ChangeDataRequest = z.readonly(
  z.strictObject({ seen: z.int().positive(), request: DataRequest }),
);
export type ChangeDataRequest = z.infer<typeof ChangeDataRequest>;

/**
 * POST /data-requests/{number}/search -> `FoundAnswer`: where something about the person stands at headquarters. The words
 * are kept nowhere. 404: no such request, or no such mission; 409 `already-done`: the request is answered.
 */
export const SearchRecordsRequest = z.readonly(
  z.strictObject({
    words: SearchWords,
    logs: z.readonly(z.array(LogId).min(1).max(maximumSearchedMissions)),
  }),
);
export type SearchRecordsRequest = z.infer<typeof SearchRecordsRequest>;

/** A field that holds the words, and none of its words. */
export const FoundPlace = z.readonly(
  z.object({
    log: LogId,
    doc: DocumentId,
    kind: DocumentKind,
    path: Path,
    /** The day on which it was written; null for texts of many hands. */
    on: IsoDay.nullable(),
    /** `before`: only in what the field said earlier. */
    stands: z.enum(['now', 'before']),
    /** May the asker open the record? */
    opens: z.boolean(),
  }),
);
export type FoundPlace = z.infer<typeof FoundPlace>;

/** `left`: so many more places there are than are listed. */
export const FoundAnswer = z.readonly(
  z.object({ places: z.readonly(z.array(FoundPlace)), left: z.int().nonnegative() }),
);
export type FoundAnswer = z.infer<typeof FoundAnswer>;

/**
 * POST /data-requests/{number}/erase -> `PlaceErasedAnswer`: what stands, or stood, in one field of a mission's record is erased at
 * headquarters, and on laptops at their next contact. 404: no such request, or no such record; 409 `already-done`: the request
 * is answered; `asks-no-erasure`: it asks to see what there is; `not-erasable`: no words of people stand there, or they are part of a
 * decision that stands; `erasure-too-large`: what would be left does not fit into its pack. Nothing is erased then.
 */
export const ErasePlaceRequest = z.readonly(
  z.strictObject({ log: LogId, doc: DocumentId, path: Path, part: ErasedPart }),
);
export type ErasePlaceRequest = z.infer<typeof ErasePlaceRequest>;

/** How many values were erased; 0 where none was left. */
export const PlaceErasedAnswer = z.readonly(z.object({ erased: z.int().nonnegative() }));
export type PlaceErasedAnswer = z.infer<typeof PlaceErasedAnswer>;
