import { compareVersions } from '#domain/instrument/published/compare-versions.ts';
import { InstrumentEdition, instrumentRefOf } from '#domain/instrument/published/instrument-edition.ts';
import { instrumentKind } from '#domain/instrument/published/instrument-kind.ts';
import type { SummaryRow } from '../rows.ts';
import { readProgrammeLogs } from './programme.ts';
import type { Answer } from './question.ts';
import { readAllSummaries } from './summaries.ts';

/** All published versions of instruments on this device. */
export const answerInstruments: Answer<'instruments'> = async ({ db }) => {
  const logs = await readProgrammeLogs(db);
  return (await readAllSummaries(db))
    .filter(({ log, kind }) => kind === instrumentKind && logs.includes(log))
    .flatMap(editionOfSummary)
    .sort((a, b) => a.title.localeCompare(b.title) || compareVersions(b.version, a.version));
};

function editionOfSummary({ title, status, facts }: SummaryRow): readonly InstrumentEdition[] {
  const { id, version } = facts;
  if (typeof id !== 'string' || typeof version !== 'string') return [];
  const edition = InstrumentEdition.safeParse({
    ...facts,
    ref: instrumentRefOf({ id, version }),
    title,
    status,
  });
  return edition.success ? [edition.data] : [];
}
