import * as z from 'zod';
import type { KindSchema, PathHandling } from '../path-rules/kind-schema.ts';
import { noAudience } from '../path-rules/path-audience.ts';
import { SealedValue } from '../path-rules/sealed-value.ts';
import {
  AttendanceMark,
  IssuedCertificate,
  ParticipantCode,
  ParticipantConsent,
  ParticipantFunction,
  RegisterCounts,
} from './participant.ts';

const line = z.string().max(400);

type WorkshopHandling = PathHandling<'workshop'>;
const participants = {
  rights: 'participants',
  group: 'participantCode',
  sharedWith: noAudience,
  erasable: 'all',
} as const satisfies WorkshopHandling;
const attendance = { ...participants, rights: 'attendance' } as const satisfies WorkshopHandling;

/** Path rules of the register of participants, its counts and the attendance. */
export const participantPathRules: KindSchema<'workshop'> = [
  {
    pattern: 'participants/*/code',
    field: ['line', 'path.participant.code'],
    holds: ParticipantCode,
    ...participants,
  },
  // A list with shifted columns has names here.
  {
    pattern: 'participants/*/institution',
    field: ['line', 'path.institution.name'],
    holds: line,
    ...participants,
    personalDataCheck: 'always',
  },
  // Entry of the programme's register of institutions.
  {
    pattern: 'participants/*/institution-ref',
    field: ['other', 'path.institution.ref'],
    holds: z.guid().nullable(),
    ...participants,
    erasable: 'never',
  },
  {
    pattern: 'participants/*/institution-type',
    field: ['institutionType', 'path.institution.type'],
    holds: z.string().max(24).nullable(),
    ...participants,
    erasable: 'never',
  },
  {
    pattern: 'participants/*/function',
    field: ['participantFunction', 'path.participant.function'],
    holds: ParticipantFunction,
    ...participants,
  },
  {
    pattern: 'participants/*/nominated',
    field: ['flag', 'path.participant.nominated'],
    holds: z.boolean(),
    ...participants,
    erasable: 'never',
  },
  {
    pattern: 'participants/*/consents/*',
    field: ['other', 'path.participant.consent'],
    holds: ParticipantConsent,
    ...participants,
    group: 'consent',
    undo: 'never',
  },
  {
    pattern: 'participants/*/certificate',
    field: ['other', 'path.participant.certificate'],
    holds: IssuedCertificate.nullable(),
    ...participants,
    undo: 'never',
  },
  {
    pattern: 'participants/*/name',
    field: ['other', 'path.participant.name'],
    holds: SealedValue.nullable(),
    ...participants,
    group: 'participantName',
    undo: 'never',
  },
  {
    pattern: 'participants/*/email',
    field: ['other', 'path.participant.email'],
    holds: SealedValue.nullable(),
    ...participants,
    group: 'officialEmail',
    undo: 'never',
  },
  {
    pattern: 'participants/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...participants,
    erasable: 'never',
  },
  // Sums of one laptop's cards, by laptop.
  {
    pattern: 'register-counts/*',
    field: ['other', 'path.registerCounts'],
    holds: RegisterCounts.nullable(),
    ...participants,
    group: 'sexAndSeniority',
    undo: 'aside',
  },
  // By half-day block, such as `1-am`, and participant.
  {
    pattern: 'attendance/*/*',
    field: ['attendanceMark', 'path.attendance'],
    holds: AttendanceMark.nullable(),
    ...attendance,
  },
];
