import { ok, refuse, type Result } from '#domain/base/result.ts';
import { dotsAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/path.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { decidePublish, type PublishRefusal } from '#domain/instrument/published/decide-publish.ts';
import { instrumentHash } from '#domain/instrument/published/instrument-content.ts';
import { instrumentDocument, instrumentRefOf } from '#domain/instrument/published/instrument-edition.ts';
import { instrumentKind, type InstrumentStatus } from '#domain/instrument/published/instrument-kind.ts';
import { programmeLog } from '../access/programme.ts';
import { type HeadquartersRefusal, writeAtHeadquarters } from '../log/write-at-headquarters.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';

/** `noProgramme`: there is no programme's log yet, from which laptops would get it. */
export type NotPublished = PublishRefusal | HeadquartersRefusal | { readonly kind: 'noProgramme' };

export interface Published {
  readonly ref: string;
  readonly hash: string;
  /** False when exactly this was published before. */
  readonly isNew: boolean;
}

/** Writes a version of an instrument into the programme's log, by whoever publishes it. */
export async function publishInstrument(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  instrument: Instrument,
): Promise<Result<Published, NotPublished>> {
  const log = await programmeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const ref = instrumentRefOf(instrument);
  const doc = instrumentDocument(ref);
  const written = await writeAtHeadquarters<PublishRefusal>(tx, surroundings, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const values = decidePublish(instrument, documents.get(doc));
      return values.ok ? ok(values.value.map((value) => ({ ...value, over: [] }))) : values;
    },
  });
  if (!written.ok) return written;
  return ok({ ref, hash: instrumentHash(instrument), isNew: written.value.length > 0 });
}

/** Takes a published version out of use, or back into it. */
export async function setInstrumentStatus(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { ref, status }: { readonly ref: string; readonly status: InstrumentStatus },
): Promise<Result<true, HeadquartersRefusal | { readonly kind: 'noProgramme' | 'unknown' }>> {
  const log = await programmeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const doc = instrumentDocument(ref);
  const written = await writeAtHeadquarters<{ readonly kind: 'unknown' }>(tx, surroundings, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const document = documents.get(doc);
      if (document?.kind !== instrumentKind) return refuse({ kind: 'unknown' });
      const over = dotsAt(document, 'status');
      return ok([{ doc, kind: instrumentKind, path: pathOf('status'), value: status, over }]);
    },
  });
  return written.ok ? ok(true) : written;
}
