import type { ConsoleDocumentResponse, ConsoleDocumentRow, ConsoleMissionRow } from '#api/console-api.ts';
import { type SampleDocument } from '#renderer/console/features/record/sample-document.ts';
import {
  fieldLaptop,
  minutesAgo,
  sampleDocumentId,
  sampleLead,
  sampleLog,
  samplePeople,
} from '#renderer/console/stories/sample-people.ts';

/** Answers of headquarters about one mission with one record, as the API would give them. */
export const me = {
  person: '00000000-0000-4000-8000-000000000009',
  name: 'Officer at headquarters',
  role: 'reviewer',
  readsContent: true,
  seesDevices: true,
  administers: false,
  session: 'full',
  hasSecondFactor: true,
  missing: [],
  server: { name: 'Headquarters', version: '0.1.0' },
} as const;

export const mission: ConsoleMissionRow = {
  log: sampleLog,
  kind: 'mission',
  title: 'Arlandia baseline',
  status: 'under-way',
  country: 'XA',
  from: '2026-11-09',
  to: '2026-11-20',
  roles: ['reviewer'],
  assessments: 1,
  workshops: 0,
  conflicts: 0,
  held: 0,
  changedAtMs: minutesAgo(4),
};

/** The row of a sample document in the list of its mission. */
export const rowOf = ({ document }: SampleDocument, title: string): ConsoleDocumentRow => ({
  log: sampleLog,
  doc: sampleDocumentId(1),
  kind: document.kind,
  title,
  status: 'fieldwork',
  removed: false,
  conflicts: 0,
  held: 0,
  changedAtMs: minutesAgo(4),
  lastDevice: fieldLaptop,
  lastAuthor: sampleLead,
  facts: {
    institution: null,
    institutionType: 'POL',
    instrument: null,
    answered: 3,
    sessions: 0,
    country: null,
    from: null,
    to: null,
  },
});

export const responseOf = (sampleDocument: SampleDocument, title: string): ConsoleDocumentResponse => ({
  ...rowOf(sampleDocument, title),
  registers: sampleDocument.document.registers,
  people: samplePeople,
  heldChanges: [],
  hasSuccessor: true,
});

export const paths = {
  me: '/api/v1/console/me',
  signIn: '/api/v1/console/sign-in',
  signOut: '/api/v1/console/sign-out',
  missions: '/api/v1/missions',
  review: '/api/v1/review',
  actOnReview: `/api/v1/documents/${sampleLog}/${sampleDocumentId(1)}/review`,
  sealedWords: `/api/v1/documents/${sampleLog}/${sampleDocumentId(1)}/points/p4/words`,
  devices: '/api/v1/devices',
  records: `/api/v1/logs/${sampleLog}/documents`,
  record: `/api/v1/documents/${sampleLog}/${sampleDocumentId(1)}`,
  history: `/api/v1/documents/${sampleLog}/${sampleDocumentId(1)}/history`,
} as const;
