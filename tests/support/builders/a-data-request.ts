import type { RecordDataRequest } from '#api/data-requests-api.ts';
import type { DataRequest } from '#domain/privacy/data-request.ts';

/** A person's request about their own data, as it was received, with the fields that a test replaces. */
export const aDataRequest = (said: Partial<DataRequest> = {}): DataRequest => ({
  kind: 'access',
  receivedOn: '2026-11-02',
  dueOn: '2026-12-02',
  log: null,
  institution: 'Ministry of Justice',
  function: 'Data protection officer',
  reference: 'letter 14 of 2026',
  answer: null,
  ...said,
});

/** The same request as a page enters it, once. */
export const anEntry = (said: Partial<DataRequest> = {}): RecordDataRequest => ({
  entry: crypto.randomUUID(),
  request: aDataRequest(said),
});
