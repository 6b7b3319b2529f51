import * as z from 'zod';
import { addToDay, calendarDayFromNumber, parseDayNumber } from '#base/calendar-day.ts';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf, type Document, dotsAt, valueAt } from '../document/document.ts';
import { DocumentKind, type Dot, type Path, pathOf } from '../document/op.ts';
import { DocumentId, type LogId, type PersonId } from '../ids.ts';
import { IsoDay } from '../mission/mission-work.ts';
import { SealRecipient, SealRole } from '../path-rules/sealed-value.ts';
import type { Role } from '../people/role.ts';
import { EraseAfter, leastErasingLimit } from '../vault/passphrase.ts';

/** Settings of the programme as a whole: a document of the programme's log, which every laptop reads. */
export const programmeKind = DocumentKind.parse('programme');

/** Name or title of a fact. */
export const factLine = z.string().trim().min(1).max(200);
/** Last month that a phase may end in: 20 years. */
export const latestPhaseMonth = 240;
export const PhaseMonth = z.int().min(1).max(latestPhaseMonth);

/**
 * Phase of the programme, in months from its start (docs/requirements.md A6). Phases may overlap. A null title or null
 * results are those of the default phase with this id.
 */
export const ProgrammePhase = z.readonly(
  z
    .object({
      title: factLine.nullable(),
      from: PhaseMonth,
      to: PhaseMonth,
      results: z.readonly(z.array(factLine).max(30)).nullable(),
    })
    .refine(({ from, to }) => from <= to),
);
export type ProgrammePhase = z.infer<typeof ProgrammePhase>;

/** Money for work of the programme, and the donor that gives it. */
export const FundingLine = z.readonly(
  z.object({ title: factLine, donor: factLine, endsOn: IsoDay.nullable() }),
);
export type FundingLine = z.infer<typeof FundingLine>;

/** Kind of an implementing partner (docs/requirements.md A1). */
export const PartnerKind = z.enum(['un-entity', 'interpol', 'organization', 'provider']);
export type PartnerKind = z.infer<typeof PartnerKind>;

/** Area that a partner has a mandate for (docs/requirements.md A5). */
export const MandateArea = z.enum([
  'policy',
  'assessment-method',
  'rights-and-gender',
  'coordination',
  'police-practice',
  'police-channels',
  'police-training',
  'electronic-evidence',
  'prosecution',
  'recommendations',
]);
export type MandateArea = z.infer<typeof MandateArea>;

/** `delivers`: work of the programme. `coordinated`: outside the programme, and its work is known. */
export const PartnerPart = z.enum(['delivers', 'coordinated']);
export type PartnerPart = z.infer<typeof PartnerPart>;

/** Entity that works in the areas of the programme, with its mandate areas. */
export const ProgrammePartner = z.readonly(
  z.object({
    name: factLine,
    kind: PartnerKind,
    part: PartnerPart,
    areas: z.readonly(z.array(MandateArea).max(MandateArea.options.length)),
  }),
);
export type ProgrammePartner = z.infer<typeof ProgrammePartner>;

/** Id of a partner in the list of partners. */
export const PartnerId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** Register of the first day of the programme. */
export const programmeStartPath = pathOf('starts-on');

/** Register of the last day of the programme. */
export const programmeEndPath = pathOf('ends-on');

/** Register of the number of wrong passphrases in a row after which a vault erases itself. */
export const eraseAfterPath = pathOf('erase-after');

/**
 * A programme's log has one such document, with the log's own id. Two people who set its end write the same register.
 */
export const programmeDocumentId = (logId: LogId): DocumentId => DocumentId.parse(logId);

/** The document of a programme; null where another kind of document, or none, has its id. */
export const asProgramme = (document: Document | undefined): Document | null =>
  document?.kind === programmeKind ? document : null;

/** Last day of the programme; null while it is not set, or in conflict: no erasure follows a disputed day. */
export function programmeEndDay(document: Document | undefined): string | null {
  const programme = asProgramme(document);
  if (programme === null || conflictPathsOf(programme).includes(programmeEndPath)) return null;
  return IsoDay.safeParse(valueAt(programme, programmeEndPath)).data ?? null;
}

/**
 * Day on which all programmes are over, in epoch milliseconds; retention periods count from it. Null while one of
 * them has no end, or there is none. A mission does not record its programme: the last end counts.
 */
export function latestProgrammeEndMs(ends: readonly (string | null)[]): number | null {
  const known = ends.filter((end) => end !== null);
  if (known.length === 0 || known.length < ends.length) return null;
  return Math.max(...known.map(parseDayNumber)) * programmeDayMs;
}

const programmeDayMs = 24 * 60 * 60_000;

/**
 * Number of wrong passphrases in a row after which a vault erases itself. Null for never, while it is not set. In a
 * conflict the value that erases less counts.
 */
export function eraseAfterOfProgramme(document: Document | undefined): EraseAfter | null {
  const heads = asProgramme(document)?.registers[eraseAfterPath]?.heads ?? [];
  return leastErasingLimit(heads.map(({ value }) => EraseAfter.safeParse(value).data ?? null));
}

/**
 * Return whether a role sees the programme's settings and its due dates at headquarters. The facts of the programme are
 * for everybody. `permitWrite` decides on changes.
 */
export const mayReadSettings = (role: Role): boolean => settingsReaderRoles.includes(role);
const settingsReaderRoles: readonly Role[] = ['manager', 'dpo', 'admin'];

/** Register of a role's key in the programme document. */
export const sealKeyPath = (sealRole: SealRole): Path => pathOf('seal-keys', sealRole);

/** Keys of the roles that values are encrypted to; a role without a key is absent. */
export type SealRecipients = Readonly<Partial<Record<SealRole, string>>>;

/**
 * Keys that these programmes name. None for a role while its key is in conflict, or when two programmes
 * name different ones. A value is encrypted to no disputed key.
 */
export function sealRecipientsOf(programmes: readonly (Document | undefined)[]): SealRecipients {
  const found: Partial<Record<SealRole, string>> = {};
  for (const sealRole of SealRole.options) {
    const named = programmes.flatMap((document) => sealKeyIn(document, sealRole));
    const [recipient] = named;
    if (recipient !== undefined && recipient !== null && named.every((one) => one === recipient))
      found[sealRole] = recipient;
  }
  return found;
}

/** Key of a role in one programme: none, or one, or null while it is in conflict. */
function sealKeyIn(document: Document | undefined, sealRole: SealRole): readonly (string | null)[] {
  const programme = asProgramme(document);
  if (programme === null) return [];
  const path = sealKeyPath(sealRole);
  if (conflictPathsOf(programme).includes(path)) return [null];
  const { data } = SealRecipient.safeParse(valueAt(programme, path));
  return data === undefined ? [] : [data];
}

/** Results that a default phase reports (docs/requirements.md A6). */
export const PhaseResult = z.enum([
  'states-consulted',
  'requests-received',
  'baselines-set',
  'plan-agreed',
  'products-drafted',
  'expert-meetings',
  'translations',
  'events-held',
  'officials-reached',
  'learning-gain',
  'national-workshops',
  'recommendations-begun',
  'follow-ups-done',
  'results-verified',
  'lessons',
  'final-report',
]);
export type PhaseResult = z.infer<typeof PhaseResult>;

/** Phase of a programme that entered none (docs/requirements.md A6). */
export const DefaultPhase = z.enum(['inception', 'knowledge', 'awareness', 'training', 'closing']);
export type DefaultPhase = z.infer<typeof DefaultPhase>;

/** Months and results of each default phase, within 30 months. */
export const defaultPhases: {
  readonly [P in DefaultPhase]: {
    readonly from: number;
    readonly to: number;
    readonly results: readonly PhaseResult[];
  };
} = {
  inception: {
    from: 1,
    to: 6,
    results: ['states-consulted', 'requests-received', 'baselines-set', 'plan-agreed'],
  },
  knowledge: { from: 4, to: 15, results: ['products-drafted', 'expert-meetings', 'translations'] },
  awareness: { from: 10, to: 20, results: ['events-held', 'officials-reached', 'learning-gain'] },
  training: { from: 16, to: 28, results: ['national-workshops', 'recommendations-begun'] },
  closing: { from: 27, to: 30, results: ['follow-ups-done', 'results-verified', 'lessons', 'final-report'] },
};

/** Default duration of a programme, in months (docs/requirements.md A1). */
const defaultProgrammeMonths = 30;

/** Default split of mandate areas (docs/requirements.md A5), for a programme to change. */
const defaultPartners: Readonly<Record<string, ProgrammePartner>> = {
  unoct: {
    name: 'UNOCT',
    kind: 'un-entity',
    part: 'delivers',
    areas: ['policy', 'assessment-method', 'rights-and-gender', 'coordination'],
  },
  interpol: {
    name: 'INTERPOL',
    kind: 'interpol',
    part: 'delivers',
    areas: ['police-practice', 'police-channels', 'police-training'],
  },
  unodc: {
    name: 'UNODC',
    kind: 'un-entity',
    part: 'coordinated',
    areas: ['electronic-evidence', 'prosecution'],
  },
  cted: {
    name: 'CTED',
    kind: 'un-entity',
    part: 'coordinated',
    areas: ['electronic-evidence', 'prosecution', 'recommendations'],
  },
};

/** Item of a list of facts, with the dots of the heads that a change replaces. */
interface ProgrammeFact<Value> {
  readonly id: string;
  readonly value: Value;
  readonly seen: readonly Dot[];
}

/** Facts of the programme, with its default phases and partners while it has not changed them. */
interface ProgrammeFacts {
  readonly name: ProgrammeFact<string | null>;
  readonly startsOn: ProgrammeFact<string | null>;
  /** By their first month. */
  readonly phases: readonly ProgrammeFact<ProgrammePhase>[];
  readonly funding: readonly ProgrammeFact<FundingLine>[];
  readonly partners: readonly ProgrammeFact<ProgrammePartner>[];
  /** Id of the partner that a person works for, by the id of the person. */
  readonly officers: readonly ProgrammeFact<string>[];
}

/** Read the facts of a programme. Of values in conflict the later counts until the manager decides. */
export function readProgrammeFacts(document: Document | undefined): ProgrammeFacts {
  const present = asProgramme(document) ?? undefined;
  const single = <Value>(path: string, holds: z.ZodType<Value>): ProgrammeFact<Value | null> => {
    const at = pathOf(path);
    const { data } = holds.safeParse(present && valueAt(present, at));
    return { id: path, value: data ?? null, seen: dotsAt(present, at) };
  };
  const phases = factItems(present, 'phases', ProgrammePhase, defaultPhaseValues);
  return {
    name: single('name', factLine),
    startsOn: single('starts-on', IsoDay),
    phases: phases.toSorted((a, b) => a.value.from - b.value.from || a.value.to - b.value.to),
    funding: factItems(present, 'funding', FundingLine, {}),
    partners: factItems(present, 'partners', ProgrammePartner, defaultPartners),
    officers: factItems(present, 'officers', PartnerId, {}),
  };
}

/** Name of the entity that a person works for, as plans write it; null for none, and while it is in conflict. */
export function entityOfOfficer(document: Document | undefined, personId: PersonId): string | null {
  const programme = asProgramme(document);
  if (programme === null || conflictPathsOf(programme).includes(pathOf('officers', personId))) return null;
  const { officers, partners } = readProgrammeFacts(programme);
  const own = officers.find(({ id }) => id === personId)?.value;
  return partners.find(({ id }) => id === own)?.value.name ?? null;
}

const defaultPhaseValues: Readonly<Record<string, ProgrammePhase>> = Object.fromEntries(
  Object.entries(defaultPhases).map(([id, { from, to }]) => [id, { title: null, from, to, results: null }]),
);

/** Items of one list: the defaults first, each as the programme has it, then its own ones in the order of their ids. */
function factItems<Value>(
  document: Document | undefined,
  list: string,
  holds: z.ZodType<Value>,
  defaults: Readonly<Record<string, Value>>,
): readonly ProgrammeFact<Value>[] {
  const own = Object.keys(document?.registers ?? {}).flatMap((path) =>
    path.startsWith(`${list}/`) ? [path.slice(list.length + 1)] : [],
  );
  return [...new Set([...Object.keys(defaults), ...own.toSorted()])].flatMap((id) => {
    const path = pathOf(list, id);
    const written: JsonValue | undefined = document && valueAt(document, path);
    if (written === undefined) {
      const value = defaults[id];
      return value === undefined ? [] : [{ id, value, seen: [] }];
    }
    const { data } = holds.safeParse(written);
    return data === undefined ? [] : [{ id, value: data, seen: dotsAt(document, path) }];
  });
}

/** Place of a day in the programme: before it, in one of its months, or after it. */
export interface ProgrammeMonth {
  readonly kind: 'before' | 'running' | 'over';
  /** From 1; of a day outside, the first or the last month. */
  readonly month: number;
  /** Months of the whole programme. */
  readonly of: number;
}

/** Month of the programme on a day. Without an end it has 30 months; without a start there is none. */
export function programmeMonthOn(
  today: string,
  startsOn: string | null,
  endsOn: string | null,
): ProgrammeMonth | null {
  if (startsOn === null || (endsOn !== null && endsOn < startsOn)) return null;
  const of = endsOn === null ? defaultProgrammeMonths : monthNumberOn(endsOn, startsOn);
  const month = monthNumberOn(today, startsOn);
  if (today < startsOn) return { kind: 'before', month: 1, of };
  return month > of || (endsOn !== null && today > endsOn)
    ? { kind: 'over', month: of, of }
    : { kind: 'running', month, of };
}

/** Number of the month of a day, counted from the start; months begin on the day of the month of the start. */
function monthNumberOn(day: string, startsOn: string): number {
  const [at, from] = [day, startsOn].map((one) => calendarDayFromNumber(parseDayNumber(one)));
  if (at === undefined || from === undefined) return 1;
  const months = (at.year - from.year) * 12 + at.month - from.month;
  return addToDay(startsOn, { months }) <= day ? months + 1 : months;
}

/** First and last day of a phase; null without a start of the programme. */
export const phaseDaysOf = (
  { from, to }: Pick<ProgrammePhase, 'from' | 'to'>,
  startsOn: string | null,
): { readonly from: string; readonly to: string } | null =>
  startsOn === null
    ? null
    : {
        from: addToDay(startsOn, { months: from - 1 }),
        to: addToDay(addToDay(startsOn, { months: to }), { days: -1 }),
      };

/** Phases that a month is in: their results are due by their last day. */
export const phasesInMonth = <Phase extends ProgrammeFact<ProgrammePhase>>(
  phases: readonly Phase[],
  { kind, month }: ProgrammeMonth,
): readonly Phase[] =>
  kind === 'running' ? phases.filter(({ value }) => value.from <= month && month <= value.to) : [];
