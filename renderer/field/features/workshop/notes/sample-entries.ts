import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import type { NotedSession } from './entry-labels.ts';

const plainEntry: SessionEntry = {
  id: '',
  session: 's1',
  type: 'key-point',
  text: '',
  speaker: '',
  institution: '',
  institutionType: '',
  owner: '',
  due: null,
  tags: [],
  about: [],
  mark: 'C',
  planItem: null,
  order: 'a0',
};

/** Sessions for stories. */
export const sampleSessions: readonly NotedSession[] = [
  { id: 's1', number: '1.2', title: 'Who does what' },
  { id: 's2', number: '2.1', title: 'Guided capability self-assessment' },
];

/** Notes of two sessions as a rapporteur might have typed them, for stories. */
export const sampleEntries: readonly SessionEntry[] = [
  {
    ...plainEntry,
    id: 'e1',
    type: 'agreed-action',
    text: 'Draft one request form for service providers, for use by all institutions.',
    owner: 'Prosecution service',
    due: '2027-03-31',
    about: ['D6.4'],
  },
  {
    ...plainEntry,
    id: 'e2',
    text: 'Ratings fall by one level when evidence is asked for.',
    institutionType: 'POL',
    tags: ['evidence', 'method'],
  },
  {
    ...plainEntry,
    id: 'e3',
    session: 's2',
    type: 'risk',
    text: 'لا يوجد بند في الميزانية لتدريب المدربين.',
    tags: ['funds'],
  },
  { ...plainEntry, id: 'e4', session: 's2', type: 'question', text: 'Who may keep copies after the trial?' },
];
