import type { ConsoleDocumentRow } from '#api/console-api.ts';
import { DocumentKind } from '#domain/document/op.ts';
import {
  fieldLaptop,
  sampleDocumentId,
  sampleLead,
  sampleLog,
} from '#renderer/console/stories/sample-people.ts';

/** An assessment as headquarters lists it, unless a part is another. */
export const aListedRecord = (digit: number, more: Partial<ConsoleDocumentRow>): ConsoleDocumentRow => ({
  log: sampleLog,
  doc: sampleDocumentId(digit),
  kind: DocumentKind.parse('assessment'),
  title: `Record ${digit}`,
  status: 'draft',
  removed: false,
  conflicts: 0,
  held: 0,
  changedAtMs: digit * 1_000,
  lastDevice: fieldLaptop,
  lastAuthor: sampleLead,
  facts: {
    institution: null,
    institutionType: null,
    instrument: null,
    answered: 0,
    sessions: 0,
    country: null,
    from: null,
    to: null,
  },
  ...more,
});
