import { editionOf } from '#domain/instrument/published/instrument-edition.ts';
import { unpackOnce } from './instrument-shelf.ts';
import type { Answer } from './question.ts';
import { readInstrumentDocument } from './read-instrument.ts';

/** One published version of an instrument. Asks for its own document alone, so that other writes do not ask again. */
export const answerInstrument: Answer<'instrument'> = async ({ db }, { ref }) => {
  const document = await readInstrumentDocument(db, ref);
  if (document === undefined) return { kind: 'absent' };
  const instrument = unpackOnce(db, document);
  if (!instrument.ok) {
    const why = instrument.refusal.kind;
    // The rest of it is on its way.
    return why === 'incomplete' ? { kind: 'absent' } : { kind: 'damaged', why };
  }
  const edition = editionOf(document);
  return edition === null ? { kind: 'absent' } : { kind: 'here', edition, instrument: instrument.value };
};
