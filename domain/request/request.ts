import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { type Document, itemIdsBelow, valueAt } from '../document/document.ts';
import { DocumentKind, type Path, pathOf } from '../document/op.ts';
import { CountryCode } from '../mission/mission.ts';
import { IsoDay } from '../mission/mission-work.ts';
import { causalContextRule } from '../path-rules/causal-context-rule.ts';
import type { KindSchema, PathHandling, SummaryFactRule } from '../path-rules/kind-schema.ts';
import { noAudience } from '../path-rules/path-audience.ts';

/** Request of a State for assistance (docs/requirements.md A4): in the desk's log, or in that of the mission that recorded it. */
export const requestKind = DocumentKind.parse('request');

/** Status of a request (docs/requirements.md A2). */
export const RequestStatus = z.enum([
  'received',
  'acknowledged',
  'clarification',
  'triaged',
  'accepted',
  'referred',
  'deferred',
  'declined',
  'planned',
  'delivery',
  'closed',
  'followed-up',
]);
export type RequestStatus = z.infer<typeof RequestStatus>;

/** Allowed moves from each status, in their order. A decided request is triaged again by a reopening alone. */
export const requestMoves: { readonly [S in RequestStatus]: readonly RequestStatus[] } = {
  received: ['acknowledged'],
  acknowledged: ['clarification', 'triaged'],
  clarification: ['triaged'],
  triaged: ['accepted', 'referred', 'deferred', 'declined'],
  accepted: ['planned'],
  referred: [],
  deferred: [],
  declined: [],
  planned: ['delivery'],
  delivery: ['closed'],
  closed: ['followed-up'],
  'followed-up': [],
};

/** Statuses in which the tests of the triage are written: before the decision. */
export const undecidedStatuses: readonly RequestStatus[] = [
  'received',
  'acknowledged',
  'clarification',
  'triaged',
];

/** Statuses from which the decision can be reopened: after it, and before the request is closed. */
export const reopenableStatuses = [
  'accepted',
  'referred',
  'deferred',
  'declined',
  'planned',
  'delivery',
] as const satisfies readonly RequestStatus[];

/** Return whether the tests of a request can be written. */
export const areTestsOpen = ({ status }: { readonly status: RequestStatus }): boolean =>
  undecidedStatuses.includes(status);

/** Return whether the decision of a request can be reopened. */
export const mayReopen = ({ status }: { readonly status: RequestStatus }): boolean =>
  (reopenableStatuses as readonly RequestStatus[]).includes(status);

/** Way on which a request came. */
export const RequestChannel = z.enum(['permanent-mission', 'ministry-letter', 'compact', 'partner', 'oral']);
export type RequestChannel = z.infer<typeof RequestChannel>;

/** Kind of support that is asked for. */
export const RequestSupport = z.enum(['advice', 'training', 'assessment', 'knowledge', 'equipment']);
export type RequestSupport = z.infer<typeof RequestSupport>;

/** Area asked for: a dimension of the default instrument. */
export const RequestArea = z.enum(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8']);
export type RequestArea = z.infer<typeof RequestArea>;

/** Step from a request to its follow-up (docs/requirements.md A4). */
export const RequestStep = z.enum([
  'acknowledge',
  'clarify',
  'triage',
  'providers',
  'assess',
  'comment',
  'plan',
  'deliver',
  'follow-up',
  'close',
]);
export type RequestStep = z.infer<typeof RequestStep>;

/** One of the five tests of the triage. */
export const TriageTest = z.enum(['mandate', 'formal', 'added-value', 'capacity', 'due-diligence']);
export type TriageTest = z.infer<typeof TriageTest>;

/** Longest line and text in characters, and most lines of a list. */
export const requestLimits = { lineCharacters: 400, textCharacters: 20_000, lines: 50 } as const;

const line = z.string().max(requestLimits.lineCharacters);
const text = z.string().max(requestLimits.textCharacters);
const fewLines = z.readonly(z.array(line).max(requestLimits.lines));

/** Answer to a test of the triage, with a note. */
export const TriageAnswer = z.readonly(z.object({ answer: z.enum(['yes', 'partly', 'no']), note: line }));
export type TriageAnswer = z.infer<typeof TriageAnswer>;

/** Outcome of the triage; `referredTo` names a partner. */
export const RequestDecision = z.readonly(
  z.object({
    outcome: RequestStatus.extract(['accepted', 'referred', 'deferred', 'declined']),
    reason: text.min(1),
    on: IsoDay,
    referredTo: line.nullable(),
  }),
);
export type RequestDecision = z.infer<typeof RequestDecision>;

/** Reopening of a decision: its day and reason, and the decision with its tests as they were. */
export const RequestReopening = z.readonly(
  z.object({
    on: IsoDay,
    reason: text.min(1),
    decision: RequestDecision,
    tests: z.readonly(z.partialRecord(TriageTest, TriageAnswer)),
  }),
);
export type RequestReopening = z.infer<typeof RequestReopening>;

/** Record that a request led to: a mission, an assessment or plan of it, or one item of a plan. */
export const RequestLink = z.readonly(
  z.object({
    log: z.guid(),
    doc: z.guid().nullable(),
    // Absent in links of earlier versions.
    item: z.string().max(64).nullable().default(null),
    title: line,
  }),
);
export type RequestLink = z.infer<typeof RequestLink>;

/** Request of a mission's log that the desk took over; `seen`: its version then. */
export const RequestOrigin = z.readonly(z.object({ log: z.guid(), doc: z.guid(), seen: z.string().max(64) }));
export type RequestOrigin = z.infer<typeof RequestOrigin>;

/** Fields of the form. Of contacts only institution and function, never a name. */
export const RequestForm = z.readonly(
  z.object({
    reference: line,
    state: CountryCode.nullable(),
    authority: line,
    contact: line,
    channel: RequestChannel.nullable(),
    'received-on': IsoDay.nullable(),
    areas: z.readonly(z.array(RequestArea).max(8)),
    support: z.readonly(z.array(RequestSupport).max(5)),
    purpose: text,
    // Only whether there is one, and its reference if the State shares it.
    'has-recommendation': z.boolean(),
    recommendation: line,
    'other-support': text,
    'wanted-from': IsoDay.nullable(),
    'wanted-to': IsoDay.nullable(),
    languages: fewLines,
    attachments: fewLines,
    // Further words of the State, also those of its filled form that fit no field.
    remarks: text,
  }),
);
export type RequestForm = z.infer<typeof RequestForm>;
export type RequestField = keyof RequestForm;

export const emptyRequestForm: RequestForm = {
  reference: '',
  state: null,
  authority: '',
  contact: '',
  channel: null,
  'received-on': null,
  areas: [],
  support: [],
  purpose: '',
  'has-recommendation': false,
  recommendation: '',
  'other-support': '',
  'wanted-from': null,
  'wanted-to': null,
  languages: [],
  attachments: [],
  remarks: '',
};

const form = RequestForm.unwrap().shape;
const fields = Object.keys(emptyRequestForm) as RequestField[]; // all keys of a table in the code are its own
const handling = { group: 'request', sharedWith: noAudience } as const satisfies Partial<PathHandling>;
const fact = { rights: 'about', ...handling, erasable: 'never' } as const;
const words = { rights: 'about', ...handling, erasable: 'all' } as const;
const step = { rights: 'steps', ...handling, erasable: 'never' } as const;
const decided = { rights: 'triage', ...handling, erasable: 'all' } as const;

/** Path rules of a request. The desk writes the form and the steps, the programme manager decides. */
export const requestSchema: KindSchema<'request'> = [
  {
    pattern: 'reference',
    field: ['line', 'path.request.reference'],
    holds: form.reference,
    ...fact,
    personalDataCheck: 'always',
  },
  { pattern: 'state', field: ['state', 'path.country'], holds: form.state, ...fact },
  { pattern: 'authority', field: ['line', 'path.request.authority'], holds: form.authority, ...words },
  {
    pattern: 'contact',
    field: ['line', 'path.request.contact', 'path.request.contact.help'],
    holds: form.contact,
    ...words,
    group: 'requestContact',
  },
  { pattern: 'channel', field: ['requestChannel', 'path.request.channel'], holds: form.channel, ...fact },
  { pattern: 'received-on', field: ['day', 'path.request.receivedOn'], holds: form['received-on'], ...fact },
  { pattern: 'areas', field: ['requestArea[]', 'path.request.areas'], holds: form.areas, ...fact },
  { pattern: 'support', field: ['requestSupport[]', 'path.request.support'], holds: form.support, ...fact },
  { pattern: 'purpose', field: ['lines', 'path.purpose'], holds: form.purpose, ...words },
  {
    pattern: 'has-recommendation',
    field: ['flag', 'path.request.hasRecommendation'],
    holds: form['has-recommendation'],
    ...fact,
  },
  {
    pattern: 'recommendation',
    field: ['line', 'path.request.recommendation', 'path.request.recommendation.help'],
    holds: form.recommendation,
    ...words,
  },
  {
    pattern: 'other-support',
    field: ['lines', 'path.request.otherSupport'],
    holds: form['other-support'],
    ...words,
  },
  { pattern: 'wanted-from', field: ['day', 'path.request.wantedFrom'], holds: form['wanted-from'], ...fact },
  { pattern: 'wanted-to', field: ['day', 'path.request.wantedTo'], holds: form['wanted-to'], ...fact },
  { pattern: 'languages', field: ['names', 'path.languages'], holds: form.languages, ...fact },
  { pattern: 'attachments', field: ['names', 'path.request.attachments'], holds: form.attachments, ...words },
  { pattern: 'remarks', field: ['lines', 'path.request.remarks'], holds: form.remarks, ...words },
  {
    pattern: 'origin',
    field: ['other', 'path.request.origin'],
    holds: RequestOrigin,
    ...step,
    undo: 'never',
  },
  // Day on which the desk took over a request of a mission, written into the log of the mission.
  {
    pattern: 'taken-over-on',
    field: ['day', 'path.request.takenOver'],
    holds: IsoDay,
    ...step,
    undo: 'never',
  },
  { pattern: 'text-checks/*', field: ['flag', 'path.textCheck'], holds: z.boolean(), ...fact, undo: 'never' },
  { pattern: 'removed', field: ['removed', 'path.removed'], holds: z.boolean(), ...fact },
  causalContextRule({ rights: 'about', group: 'request' }),
  // Day on which a step ended; null takes it back.
  { pattern: 'steps/*', field: ['day', 'path.request.step'], holds: IsoDay.nullable(), ...step },
  {
    pattern: 'tests/*',
    field: ['other', 'path.request.test'],
    holds: TriageAnswer,
    ...decided,
    personalDataCheck: 'never',
  },
  // Null while a reopened request waits for another decision.
  {
    pattern: 'decision',
    field: ['other', 'path.request.decision'],
    holds: RequestDecision.nullable(),
    ...decided,
    undo: 'never',
    personalDataCheck: 'never',
  },
  // By number, from 1.
  {
    pattern: 'reopenings/*',
    field: ['other', 'path.request.reopening'],
    holds: RequestReopening,
    ...decided,
    undo: 'never',
    personalDataCheck: 'never',
  },
  {
    pattern: 'links/*',
    field: ['other', 'path.request.link'],
    holds: RequestLink.nullable(),
    ...step,
    erasable: 'all',
    personalDataCheck: 'never',
  },
  {
    pattern: 'status',
    field: ['other', 'path.status'],
    holds: RequestStatus,
    ...handling,
    rights: 'status',
    erasable: 'never',
    undo: 'never',
  },
];

/** Request as read from its registers. */
export interface AssistanceRequest {
  readonly form: RequestForm;
  readonly status: RequestStatus;
  /** Day on which each step ended. */
  readonly steps: Partial<Readonly<Record<RequestStep, string>>>;
  readonly tests: Partial<Readonly<Record<TriageTest, TriageAnswer>>>;
  readonly decision: RequestDecision | null;
  /** Earlier decisions that were reopened, the first one first. */
  readonly reopenings: readonly RequestReopening[];
  readonly links: Readonly<Record<string, RequestLink>>;
  /** Null for a request that reached headquarters itself. */
  readonly origin: RequestOrigin | null;
}

/** Read a request. A value that this version does not know counts as empty. */
export function readRequest(document: Document): AssistanceRequest {
  const read = <Value>(path: Path, holds: z.ZodType<Value>): Value | null =>
    holds.safeParse(valueAt(document, path)).data ?? null;
  const below = <Id extends string, Value>(list: string, ids: readonly Id[], holds: z.ZodType<Value>) =>
    Object.fromEntries(
      ids.flatMap((id) => {
        const value = read(pathOf(list, id), holds);
        return value === null ? [] : [[id, value]];
      }),
    ) as Partial<Readonly<Record<Id, Value>>>; // of these ids
  const written = fields.flatMap((field) => {
    const value = valueAt(document, pathOf(field));
    return value === undefined || !form[field].safeParse(value).success ? [] : [[field, value]];
  });
  return {
    form: { ...emptyRequestForm, ...Object.fromEntries(written) },
    status: read(pathOf('status'), RequestStatus) ?? 'received',
    steps: below('steps', RequestStep.options, IsoDay),
    tests: below('tests', TriageTest.options, TriageAnswer),
    decision: read(pathOf('decision'), RequestDecision),
    reopenings: [...itemIdsBelow(document, 'reopenings')]
      .toSorted((one, other) => Number(one) - Number(other))
      .flatMap((id) => read(pathOf('reopenings', id), RequestReopening) ?? []),
    links: below('links', [...itemIdsBelow(document, 'links')], RequestLink) as Record<string, RequestLink>,
    origin: read(pathOf('origin'), RequestOrigin),
  };
}

export const takenOverPath = pathOf('taken-over-on');

/** Day on which the desk took over a request of a mission; null before. Until then its team may remove it. */
export const takenOverDayOf = (document: Document): string | null =>
  IsoDay.safeParse(valueAt(document, takenOverPath)).data ?? null;

/** Facts of a request in lists. */
export const requestFactRule: SummaryFactRule = {
  facts: ({ view }) => ({
    state: valueAt(view, 'state') ?? null,
    authority: valueAt(view, 'authority') ?? null,
    receivedOn: valueAt(view, 'received-on') ?? null,
    takenOverOn: valueAt(view, takenOverPath) ?? null,
  }),
};

/** Registers of the form that differ from another form. */
export const changedFields = (
  next: RequestForm,
  before: RequestForm | null,
): readonly { readonly path: Path; readonly value: JsonValue }[] =>
  fields.flatMap((field) => {
    const value: JsonValue = next[field];
    return before !== null && JSON.stringify(before[field]) === JSON.stringify(value)
      ? []
      : [{ path: pathOf(field), value }];
  });
