import { valueAt, type Document } from '#domain/document/document.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** What stands beside a record: its state, and the few things one asks first. */
export interface RecordFacts {
  readonly status: string | null;
  readonly lines: readonly { readonly term: MessageKey; readonly value: string }[];
}

const asked: readonly { readonly path: string; readonly term: MessageKey }[] = [
  { path: 'institution/name', term: 'console.path.institution' },
  { path: 'institution/type', term: 'console.path.institutionType' },
  { path: 'instrument', term: 'console.path.instrument' },
  { path: 'template', term: 'console.path.template' },
  { path: 'country', term: 'console.path.country' },
];

/** Reads what is there; what nobody wrote is left out. */
export function readFacts(document: Document, instrument: Instrument | undefined): RecordFacts {
  const status = valueAt(document, 'status');
  const types = instrument?.institution_types ?? {};
  return {
    status: typeof status === 'string' ? status : null,
    lines: asked.flatMap(({ path, term }) => {
      const value = valueAt(document, path);
      if (typeof value !== 'string' || value === '') return [];
      return [{ term, value: path === 'institution/type' ? (types[value] ?? value) : value }];
    }),
  };
}
