import * as z from 'zod';
import { Dot } from '#domain/document/dot.ts';
import { LogId } from '#domain/ids.ts';
import { IsoDay } from '#domain/mission/mission.ts';
import { EraseAfter } from '#domain/vault/wrong-passphrases.ts';

// What the console and the server say to each other about the programme as a whole, under /api/v1/programme, for
// programme managers, the data-protection focal point and administrators (domain.md A3). No content of a mission.

/** The programme, and what the asker may do about it. */
export const ProgrammeOverview = z.readonly(
  z.object({
    log: LogId,
    title: z.string(),
    /** The day on which it ends; null while nobody has said it, or it is in dispute. */
    endsOn: IsoDay.nullable(),
    /** What the asker sees there, for `SetProgrammeEndRequest`. */
    seen: z.readonly(z.array(Dot)),
    /** May the asker change the day? */
    mayChange: z.boolean(),
    /** How laptops' vaults are guarded: after so many wrong passphrases in a row one erases itself; null for never. */
    vaults: z.readonly(
      z.object({
        eraseAfter: EraseAfter.nullable(),
        seen: z.readonly(z.array(Dot)),
        mayChange: z.boolean(),
      }),
    ),
  }),
);
export type ProgrammeOverview = z.infer<typeof ProgrammeOverview>;

/**
 * What is due to be erased at headquarters: a mission's log, what of it goes before the rest (`part`), the words of its strictly
 * confidential remarks that are kept beside it (`sealed`; both with the log's id), or the account of somebody who left.
 */
export const DueRow = z.readonly(
  z.object({
    kind: z.enum(['log', 'part', 'sealed', 'person', 'requests']),
    id: z.guid(),
    /** The name that headquarters gave the mission, or the person's; empty for the register of data requests. */
    title: z.string(),
    /** So many fields of each group of data (`domain/privacy/data-groups.ts`), and since when they are due. */
    groups: z.readonly(
      z.array(z.readonly(z.object({ group: z.string(), fields: z.int().positive(), dueOn: IsoDay }))),
    ),
    listedOn: IsoDay,
    /** The first day on which it may be erased. */
    erasedFrom: IsoDay,
  }),
);
export type DueRow = z.infer<typeof DueRow>;

/** GET /programme. Null before a programme was opened. */
export const ProgrammeAnswer = z.readonly(
  z.object({ programme: ProgrammeOverview.nullable(), due: z.readonly(z.array(DueRow)) }),
);
export type ProgrammeAnswer = z.infer<typeof ProgrammeAnswer>;

/**
 * POST /programme -> `Done`. 409 `record-moved`: somebody else has changed it since it was seen;
 * `no-programme`: none was opened yet.
 */
export const SetProgrammeEndRequest = z.readonly(
  z.object({ endsOn: IsoDay.nullable(), seen: z.readonly(z.array(Dot).max(100)) }),
);
export type SetProgrammeEndRequest = z.infer<typeof SetProgrammeEndRequest>;

/** POST /programme/erase-after -> `Done`; refused as `SetProgrammeEndRequest` is. */
export const SetEraseAfterRequest = z.readonly(
  z.object({ eraseAfter: EraseAfter.nullable(), seen: z.readonly(z.array(Dot).max(100)) }),
);
export type SetEraseAfterRequest = z.infer<typeof SetEraseAfterRequest>;
