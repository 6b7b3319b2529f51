import { setImmediate } from 'node:timers/promises';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { exportedAssessment } from '#domain/assessment/exported-assessment.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { isGone } from '#domain/document/removal.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { ExportedAssessment } from '#domain/instrument/export/export-data.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { defaultInstrument } from '#domain/instrument/needs-assessment.ts';
import { instrumentIn, instrumentRefOf } from '#domain/instrument/published/instrument-edition.ts';
import { sharedPart } from '#domain/privacy/sharing.ts';
import { readableBy } from '../access/readable.ts';
import { readPublished } from '../instruments/read-library.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { readDocument, withRegisters } from '../views/load-documents.ts';

/** The instrument that assessments name: a published version, or the one that every laptop brings along. */
export async function instrumentNamed(tx: StoreTransaction, ref: string): Promise<Instrument | null> {
  if (ref === instrumentRefOf(defaultInstrument)) return defaultInstrument;
  const document = await readPublished(tx, ref);
  const instrument = document && instrumentIn(document);
  return instrument?.ok ? instrument.value : null;
}

/** Which assessments: all that are pinned to this version, or those of one log that a person may read. */
export interface AnswersAsk {
  readonly ref: string;
  readonly of: null | { readonly log: LogId; readonly person: PersonId };
}

/** Assessments with their answers as the database holds them; removed ones are left out. */
export async function documentsWithAnswers(
  store: Store,
  { ref, of }: AnswersAsk,
): Promise<readonly Document[]> {
  const rows = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('kind', '=', assessmentKind)
    .$if(of !== null, (query) =>
      query.where((eb) =>
        of === null
          ? eb.lit(true)
          : eb.and([eb('log', '=', of.log), readableBy(of.person, eb.ref('documents.log'))]),
      ),
    )
    .orderBy('doc')
    .execute();
  return (await withRegisters(store, rows))
    .map(readDocument)
    .filter((document) => valueAt(document, 'instrument') === ref && !isGone(document));
}

/**
 * What of them the State may be given (domain.md E, rule 5): its own drafts and finals, field by field; nothing of a
 * mission that names no State.
 */
export const sharedAnswers = (documents: readonly Document[], country: string | null): readonly Document[] =>
  country === null
    ? []
    : documents.flatMap(
        (document) => sharedPart({ kind: 'state', country }, document, { country, plans: [] }) ?? [],
      );

/** Opens the form of each; between two of them others get their turn, for a long form takes a tenth of a second. */
export async function openAnswers(
  documents: readonly Document[],
  instrument: Instrument,
  { nowMs }: Surroundings,
): Promise<readonly ExportedAssessment[]> {
  const now = { ms: nowMs(), offsetMinutes: 0 };
  const opened: ExportedAssessment[] = [];
  for (const document of documents) {
    const one = exportedAssessment(document, instrument, now);
    // It was checked when it was published.
    if (!one.ok) throw new Error(`The instrument cannot be opened: ${one.refusal[0]?.message ?? ''}`);
    opened.push(one.value);
    await setImmediate();
  }
  return opened;
}
