import { valueAt, type Document } from '#domain/document/document.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** One of the few things that one asks first about a record. */
export interface RecordFact {
  readonly path: string;
  readonly term: MessageKey;
  readonly value: string;
}

const asked: readonly Omit<RecordFact, 'value'>[] = [
  { path: 'institution/name', term: 'console.path.institution' },
  { path: 'institution/type', term: 'console.path.institutionType' },
  { path: 'instrument', term: 'console.path.instrument' },
  { path: 'template', term: 'console.path.template' },
  { path: 'country', term: 'console.path.country' },
  { path: 'from', term: 'console.path.from' },
  { path: 'to', term: 'console.path.to' },
];

/** Reads what is there; what nobody wrote is left out. */
export function readFacts(document: Document, instrument: MaturityModel | undefined): readonly RecordFact[] {
  const types = instrument?.institution_types ?? {};
  return asked.flatMap(({ path, term }) => {
    const value = valueAt(document, path);
    if (typeof value !== 'string' || value === '') return [];
    return [{ path, term, value: path === 'institution/type' ? (types[value] ?? value) : value }];
  });
}
