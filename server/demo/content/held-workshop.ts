import type { Lesson } from '#domain/workshop/lesson.ts';
import type { AttendanceMark, ParticipantFunction } from '#domain/workshop/participant.ts';
import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import type { SessionDelivery, WorkshopMode } from '#domain/workshop/workshop-schema.ts';

/** Participants of one institution, without names. */
interface HeldGroup {
  readonly institution: string;
  readonly type: string;
  readonly function: ParticipantFunction;
  readonly women: number;
  readonly men: number;
}

/** Delivery of a session that differs from its plan; the number is its place among the sessions. */
interface HeldDelivery {
  readonly session: number;
  readonly delivery: SessionDelivery;
  readonly minutes: number | null;
  readonly note: string;
}

/** Mark of a participant, by place in the register, who was not present in a whole block. */
type HeldMark = readonly [block: string, participant: number, mark: AttendanceMark];

type HeldEntry = Pick<SessionEntry, 'type' | 'text' | 'institutionType' | 'about' | 'tags'> & {
  readonly session: number;
  /** Owner and days after the workshop, of an agreed action. */
  readonly owner?: string;
  readonly dueAfter?: number;
  /** Whether it is an item of the action plan too. */
  readonly isPlanned?: boolean;
};

type HeldLesson = Pick<
  Lesson,
  'context' | 'happened' | 'cause' | 'recommendation' | 'applies' | 'evidence' | 'tags' | 'status'
>;

/** A workshop after it was held, as its records have it. */
export interface HeldWorkshop {
  readonly mode: WorkshopMode;
  readonly host: string;
  readonly place: string;
  readonly room: string;
  readonly languages: readonly string[];
  readonly dayStarts: readonly string[];
  readonly groups: readonly HeldGroup[];
  readonly marks: readonly HeldMark[];
  /** Participants, by place in the register, who did not agree to the follow-up survey. */
  readonly withoutFollowUp: readonly number[];
  readonly deliveries: readonly HeldDelivery[];
  readonly entries: readonly HeldEntry[];
  readonly lessons: readonly HeldLesson[];
  /** Texts of its report, by part. */
  readonly reportTexts: Readonly<Record<string, string>>;
}

/** Four days of W1 in Arlandia. */
export const heldNationalWorkshop: HeldWorkshop = {
  mode: 'on-site',
  host: 'Ministry of the Interior of Arlandia',
  place: 'Training centre of the host institution, Arlandia',
  room: 'Main hall',
  languages: ['en', 'fr'],
  dayStarts: ['09:00', '09:00', '08:30', '09:00'],
  groups: [
    {
      institution: 'National Police Service of Arlandia',
      type: 'POL',
      function: 'investigation',
      women: 3,
      men: 6,
    },
    {
      institution: 'Ministry of the Interior of Arlandia',
      type: 'MIN',
      function: 'policy',
      women: 3,
      men: 3,
    },
    {
      institution: 'Prosecution Service of Arlandia',
      type: 'PRO',
      function: 'prosecution',
      women: 3,
      men: 3,
    },
    { institution: 'Police Academy of Arlandia', type: 'TRA', function: 'training', women: 2, men: 3 },
    {
      institution: 'Office of the Ombuds Institution of Arlandia',
      type: 'OVR',
      function: 'oversight',
      women: 1,
      men: 1,
    },
    { institution: 'Forensic Institute of Arlandia', type: 'FOR', function: 'forensic', women: 1, men: 1 },
  ],
  marks: [
    ['1-am', 7, 'partial'],
    ['1-pm', 11, 'absent'],
    ['2-am', 11, 'absent'],
    ['2-am', 19, 'partial'],
    ['2-pm', 4, 'absent'],
    ['2-pm', 23, 'partial'],
    ['3-am', 15, 'absent'],
    ['3-pm', 15, 'absent'],
    ['3-pm', 27, 'partial'],
    ['4-am', 2, 'absent'],
    ['4-pm', 11, 'absent'],
    ['4-pm', 15, 'absent'],
  ],
  withoutFollowUp: [3, 11, 15, 22],
  deliveries: [
    { session: 3, delivery: 'changed', minutes: 105, note: 'A second round of the exercise was asked for.' },
    {
      session: 8,
      delivery: 'changed',
      minutes: 60,
      note: 'The panel went on with questions from the floor.',
    },
    { session: 10, delivery: 'changed', minutes: 75, note: 'The groups needed longer for D7.' },
    {
      session: 14,
      delivery: 'dropped',
      minutes: null,
      note: 'The senior officials were called away; the presentation is sent in writing.',
    },
  ],
  entries: [
    {
      session: 2,
      type: 'key-point',
      text: 'All four role maps place oversight at the end of the chain; none shows it before a measure is approved.',
      institutionType: 'POL',
      about: ['D7.1', 'D7.2'],
      tags: ['oversight'],
    },
    {
      session: 2,
      type: 'question',
      text: 'Which body is told when a request for assistance is sent abroad?',
      institutionType: 'PRO',
      about: ['D6.1'],
      tags: ['cooperation'],
    },
    {
      session: 4,
      type: 'good-practice',
      text: 'One region writes the reason for each measure on the same form as the authorization.',
      institutionType: 'POL',
      about: ['D7.1'],
      tags: ['safeguards', 'forms'],
    },
    {
      session: 6,
      type: 'risk',
      text: 'Without figures on women and men, effects of an option on both cannot be compared.',
      institutionType: 'MIN',
      about: ['D8.1', 'D8.5'],
      tags: ['gender'],
    },
    {
      session: 8,
      type: 'parking-lot',
      text: 'Fees of companies for answering requests: to be discussed with the regulator.',
      institutionType: 'FOR',
      about: ['D6.2'],
      tags: ['companies'],
    },
    {
      session: 11,
      type: 'key-point',
      text: 'Police and prosecution rate the handling of requests two levels apart; the evidence of both was seen.',
      institutionType: 'PRO',
      about: ['D6.3'],
      tags: ['ratings'],
    },
    {
      session: 13,
      type: 'agreed-action',
      text: 'Open one register for outgoing requests, kept by the designated authority.',
      institutionType: 'MIN',
      about: ['D6.4'],
      tags: ['cooperation'],
      owner: 'Ministry of the Interior of Arlandia',
      dueAfter: 90,
      isPlanned: true,
    },
    {
      session: 13,
      type: 'agreed-action',
      text: 'Review the rights content of the main courses together with the oversight body.',
      institutionType: 'TRA',
      about: ['D7.4'],
      tags: ['training', 'oversight'],
      owner: 'Police Academy of Arlandia',
      dueAfter: 150,
      isPlanned: true,
    },
    {
      session: 15,
      type: 'agreed-action',
      text: 'Send the written presentation of the draft plan to the senior officials.',
      institutionType: 'MIN',
      about: [],
      tags: ['plan'],
      owner: 'Ministry of the Interior of Arlandia',
      dueAfter: 10,
    },
  ],
  lessons: [
    {
      context: 'Self-assessment in groups of one institution each, on the third day.',
      happened: 'Two groups had not brought the persons who know the records, and left five indicators open.',
      cause: 'The invitation named functions, but not the documents that the groups would need.',
      recommendation: 'Send the list of indicators and usual evidence with the invitation, two weeks before.',
      applies: ['W1', 'D3'],
      evidence: 'Open questions of the session; evaluation, statement 5.',
      tags: ['preparation'],
      status: 'reviewed',
    },
    {
      context: 'Discussion of safeguards in mixed groups with oversight bodies.',
      happened: 'Participants spoke openly once the non-attribution rule was repeated for the session.',
      cause: 'Officers and their overseers sat at one table for the first time.',
      recommendation: 'Repeat the non-attribution rule at the start of each mixed session.',
      applies: ['W1', 'D7', 'D8'],
      evidence: 'Notes of session 10.',
      tags: ['facilitation', 'oversight'],
      status: 'reviewed',
    },
    {
      context: 'Presentation to senior officials in the last afternoon.',
      happened: 'The officials were called away and the session was dropped.',
      cause: '',
      recommendation: 'Hold the presentation on the morning of the last day.',
      applies: ['W1'],
      evidence: '',
      tags: ['agenda'],
      status: 'noted',
    },
  ],
  reportTexts: {
    summary:
      'Six institutions mapped their mandates, rated their own capabilities with evidence, and drafted three actions with one lead each.',
    context:
      'The workshop followed the first visits of the baseline assessment, so that its ratings could be discussed by the institutions together.',
    'next-steps':
      'The two planned actions are scheduled with the ministry. The follow-up survey is due three to six months after the workshop.',
  },
};
