import { ok, refuse, type Result } from '#base/result.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { type InitialValue, initialValuesFor } from '../document/op.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import {
  instrumentDocumentId,
  instrumentRefOf,
  countAskedQuestions,
  instrumentTitleOf,
} from './instrument-edition.ts';
import { type InstrumentStatus, instrumentKind } from './instrument-kind.ts';
import { packInstrumentContent } from './instrument-content.ts';

/** `differs`: this id and version is published already, with other content: the author raises the version. */
export type PublishRefusal = { readonly kind: 'tooLarge' } | { readonly kind: 'differs' };

/**
 * Decide the writes that publish a version, or a refusal. No writes are left where the same content is there already.
 * @param before the document of its name
 */
export function decidePublish(
  instrument: Instrument,
  before: Document | undefined,
): Result<readonly InitialValue[], PublishRefusal> {
  const content = packInstrumentContent(instrument);
  if (!content.ok) return content;
  const { hash, parts } = content.value;
  const known = valueAt(before, 'hash');
  if (known !== undefined) return known === hash ? ok([]) : refuse({ kind: 'differs' });

  const first = initialValuesFor(instrumentDocumentId(instrumentRefOf(instrument)), instrumentKind);
  return ok([
    first('title', instrumentTitleOf(instrument)),
    first('id', instrument.id),
    first('version', instrument.version),
    first('languages', instrument.languages),
    first('questions', countAskedQuestions(instrument.nodes)),
    first('hash', hash),
    first('parts', parts.length),
    ...parts.map((part, at) => first(`content/${at}`, part)),
    first('status', 'published' satisfies InstrumentStatus),
  ]);
}
