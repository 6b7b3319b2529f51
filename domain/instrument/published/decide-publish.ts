import { ok, refuse, type Result } from '#domain/base/result.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { type NewValue, newValues } from '#domain/document/new-value.ts';
import type { Instrument } from '../instrument.ts';
import { instrumentDocument, instrumentRefOf, questionCount, titleOf } from './instrument-edition.ts';
import { type InstrumentStatus, instrumentKind } from './instrument-kind.ts';
import { packInstrument } from './instrument-content.ts';

/** `differs`: this id and version is published already, with another content: the author raises the version. */
export type PublishRefusal = { readonly kind: 'tooLarge' } | { readonly kind: 'differs' };

/**
 * What is written so that a version is published, all of it or a refusal. `before` is the document of its name; where
 * the same content stands there already, nothing is left to write.
 */
export function decidePublish(
  instrument: Instrument,
  before: Document | undefined,
): Result<readonly NewValue[], PublishRefusal> {
  const content = packInstrument(instrument);
  if (!content.ok) return content;
  const { hash, parts } = content.value;
  const known = valueAt(before, 'hash');
  if (known !== undefined) return known === hash ? ok([]) : refuse({ kind: 'differs' });

  const first = newValues(instrumentDocument(instrumentRefOf(instrument)), instrumentKind);
  return ok([
    first('title', titleOf(instrument)),
    first('id', instrument.id),
    first('version', instrument.version),
    first('languages', instrument.languages),
    first('questions', questionCount(instrument.nodes)),
    first('hash', hash),
    first('parts', parts.length),
    ...parts.map((part, at) => first(`content/${at}`, part)),
    first('status', 'published' satisfies InstrumentStatus),
  ]);
}
