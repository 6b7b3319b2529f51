import * as z from 'zod';
import { Dot } from '#domain/document/op.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import { IsoDay } from '#domain/mission/mission-work.ts';
import { Institution, mostInstitutions, PartnerState } from '#domain/programme/institutions.ts';
import { FundingLine, PartnerId, ProgrammePartner, ProgrammePhase } from '#domain/programme/programme.ts';
import { EraseAfter } from '#domain/vault/passphrase.ts';

// The programme as a whole, under /api/v1/programme, without content of missions. Everybody reads its facts. Due
// erasures are for programme managers, the data-protection focal point and administrators (docs/requirements.md A3).

/** Most items of one list of facts, and most changes of one request. */
const mostFacts = 200;
const mostSeen = 100;

const factOf = <Value extends z.ZodType>(value: Value) =>
  z.readonly(z.object({ id: z.string(), value, seen: z.readonly(z.array(Dot)) }));
const factsOf = <Value extends z.ZodType>(value: Value) => z.readonly(z.array(factOf(value)).max(mostFacts));

/** The programme, and the asker's rights in it. */
export const ProgrammeOverview = z.readonly(
  z.object({
    log: LogId,
    title: z.string(),
    /** Day on which the programme ends; null while nobody has entered one, or the values conflict. */
    endsOn: IsoDay.nullable(),
    /** Dots of the heads that the asker sees, for `SetProgrammeEndRequest`. */
    seen: z.readonly(z.array(Dot)),
    /** True when the asker may change the day. */
    mayChange: z.boolean(),
    /** Wrong passphrases in a row after which a laptop's vault erases itself; null for never. */
    vaults: z.readonly(
      z.object({
        eraseAfter: EraseAfter.nullable(),
        seen: z.readonly(z.array(Dot)),
        mayChange: z.boolean(),
      }),
    ),
    /** Name, start, phases, funding lines and partners; defaults until the manager changes them. */
    facts: z.readonly(
      z.object({
        name: factOf(z.string().nullable()),
        startsOn: factOf(IsoDay.nullable()),
        phases: factsOf(ProgrammePhase),
        funding: factsOf(FundingLine),
        partners: factsOf(ProgrammePartner),
        /** Partner of each officer, by person; only for people who may change it. */
        officers: factsOf(PartnerId),
        mayChange: z.boolean(),
      }),
    ),
  }),
);
export type ProgrammeOverview = z.infer<typeof ProgrammeOverview>;

/**
 * Content due for erasure at headquarters: a mission's log, or its part with a shorter retention (`part`). Also the
 * text of its strictly confidential remarks (`sealed`; both with the log's id), requests for assistance (`desk`), or a
 * former member's account.
 */
export const DueRow = z.readonly(
  z.object({
    kind: z.enum(['log', 'part', 'desk', 'sealed', 'person', 'requests']),
    id: z.guid(),
    /** Name that headquarters gave the mission, or name of the person; empty for the register of data requests. */
    title: z.string(),
    /** Number of due fields for each group of data (domain/path-rules/data-groups.ts), and the day since when. */
    groups: z.readonly(
      z.array(z.readonly(z.object({ group: z.string(), fields: z.int().positive(), dueOn: IsoDay }))),
    ),
    listedOn: IsoDay,
    /** First day on which it may be erased. */
    erasedFrom: IsoDay,
  }),
);
export type DueRow = z.infer<typeof DueRow>;

/** GET /programme. Null before a programme was opened. `due`: null for people who may not read settings. */
export const ProgrammeResponse = z.readonly(
  z.object({ programme: ProgrammeOverview.nullable(), due: z.readonly(z.array(DueRow)).nullable() }),
);
export type ProgrammeResponse = z.infer<typeof ProgrammeResponse>;

/**
 * POST /programme -> `DoneResponse`. 409 `record-moved`: somebody changed it since it was seen. `no-programme`: none
 * was opened yet.
 */
export const SetProgrammeEndRequest = z.readonly(
  z.object({ endsOn: IsoDay.nullable(), seen: z.readonly(z.array(Dot).max(mostSeen)) }),
);
export type SetProgrammeEndRequest = z.infer<typeof SetProgrammeEndRequest>;

/** POST /programme/erase-after -> `DoneResponse`, with the refusals of `SetProgrammeEndRequest`. */
export const SetEraseAfterRequest = z.readonly(
  z.object({ eraseAfter: EraseAfter.nullable(), seen: z.readonly(z.array(Dot).max(mostSeen)) }),
);
export type SetEraseAfterRequest = z.infer<typeof SetEraseAfterRequest>;

const changeOf = <List extends string, Value extends z.ZodType>(list: List, value: Value) =>
  z.readonly(
    z.object({
      list: z.literal(list),
      /** Id of a default, or a new one. */
      id: PartnerId,
      value: value.nullable(),
      seen: z.readonly(z.array(Dot).max(mostSeen)),
    }),
  );
const singleOf = <Name extends string, Value extends z.ZodType>(list: Name, value: Value) =>
  z.readonly(
    z.object({
      list: z.literal(list),
      value: value.nullable(),
      seen: z.readonly(z.array(Dot).max(mostSeen)),
    }),
  );

/** Change to one fact. Null takes an item out of its list, or clears a single fact. */
export const ProgrammeFactChange = z.union([
  singleOf('name', z.string().trim().min(1).max(200)),
  singleOf('starts-on', IsoDay),
  changeOf('phases', ProgrammePhase),
  changeOf('funding', FundingLine),
  changeOf('partners', ProgrammePartner),
  changeOf('officers', PartnerId),
]);
export type ProgrammeFactChange = z.infer<typeof ProgrammeFactChange>;

/** POST /programme/facts -> `DoneResponse`, all changes or none, with the refusals of `SetProgrammeEndRequest`. */
export const SetProgrammeFactsRequest = z.readonly(
  z.object({ changes: z.readonly(z.array(ProgrammeFactChange).min(1).max(mostFacts)) }),
);
export type SetProgrammeFactsRequest = z.infer<typeof SetProgrammeFactsRequest>;

// Register of institutions and partner States, under /api/v1/institutions: for everybody. Records are listed to the
// people who read their missions.

/** Most proposals of one response. */
export const mostProposedInstitutions = 500;
const recordAddress = z.object({ log: LogId, doc: DocumentId });

/** Name in records that the register does not have, with entries that may be the same. */
export const ProposedInstitution = z.readonly(
  z.object({
    /** State of the missions; null where they name none. */
    country: CountryCode.nullable(),
    name: z.string(),
    /** Type that the last record has, by the code of its instrument. */
    type: z.string().nullable(),
    records: z.int().positive(),
    /** One of the records. */
    first: z.readonly(recordAddress.extend({ mission: z.string() })),
    /** The records name an entry that is none, or one of another State. */
    problem: z.enum(['unknown', 'elsewhere']).nullable(),
    alike: z.readonly(z.array(z.string())),
  }),
);
export type ProposedInstitution = z.infer<typeof ProposedInstitution>;

const seenDots = z.readonly(z.array(Dot).max(mostSeen));

/** GET /institutions. `records`: number of the asker's assessments that an entry has. */
export const InstitutionsResponse = z.readonly(
  z.object({
    institutions: z.readonly(
      z
        .array(
          z.readonly(
            z.object({ id: z.string(), value: Institution, seen: seenDots, records: z.int().nonnegative() }),
          ),
        )
        .max(mostInstitutions),
    ),
    states: z.readonly(
      z.array(z.readonly(z.object({ state: z.string(), value: PartnerState, seen: seenDots }))),
    ),
    proposed: z.readonly(z.array(ProposedInstitution).max(mostProposedInstitutions)),
    /** Proposals beyond the listed ones. */
    moreProposed: z.int().nonnegative(),
    mayChange: z.boolean(),
  }),
);
export type InstitutionsResponse = z.infer<typeof InstitutionsResponse>;

/** Change to one entry; null removes one that was a mistake. */
export const InstitutionChange = z.union([
  z.readonly(
    z.object({
      list: z.literal('institutions'),
      /** Id of an entry, or a new one. */
      id: z.guid(),
      value: Institution.nullable(),
      seen: seenDots,
    }),
  ),
  z.readonly(
    z.object({ list: z.literal('states'), id: CountryCode, value: PartnerState.nullable(), seen: seenDots }),
  ),
]);
export type InstitutionChange = z.infer<typeof InstitutionChange>;

/**
 * POST /institutions -> `DoneResponse`, all changes or none, with the refusals of `SetProgrammeEndRequest`, and those
 * of `decideInstitution` and `decidePartnerState`.
 */
export const SetInstitutionsRequest = z.readonly(
  z.object({ changes: z.readonly(z.array(InstitutionChange).min(1).max(50)) }),
);
export type SetInstitutionsRequest = z.infer<typeof SetInstitutionsRequest>;
