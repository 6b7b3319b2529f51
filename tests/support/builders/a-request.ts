import {
  type AssistanceRequest,
  emptyRequestForm,
  type RequestForm,
  TriageTest,
} from '#domain/request/request.ts';

export const aForm: RequestForm = {
  ...emptyRequestForm,
  reference: 'NV/14',
  state: 'UY',
  authority: 'Ministry of Justice',
  // A Monday.
  'received-on': '2026-09-14',
};
export const aRequest: AssistanceRequest = {
  form: aForm,
  status: 'received',
  steps: {},
  tests: {},
  decision: null,
  reopenings: [],
  links: {},
  origin: null,
};
export const answered = Object.fromEntries(
  TriageTest.options.map((triageTest) => [triageTest, { answer: 'yes' as const, note: '' }]),
);
