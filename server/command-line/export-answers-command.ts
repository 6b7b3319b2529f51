import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { codebookOf, codebookTable, spssSyntax } from '#domain/instrument/export/codebook.ts';
import { csvOf } from '#domain/instrument/export/csv-text.ts';
import { exportData, type ExportedAssessment } from '#domain/instrument/export/export-data.ts';
import { jsonOf } from '#domain/instrument/export/json-data.ts';
import { sheetName } from '#domain/instrument/export/sheet-name.ts';
import { changesAt } from '#domain/instrument/form/answer-registers.ts';
import { shapeOf } from '#domain/instrument/form/form-shape.ts';
import { openForm } from '#domain/instrument/form/open-form.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { instrumentDocument, instrumentIn } from '#domain/instrument/published/instrument-edition.ts';
import { programmeLog } from '../access/programme.ts';
import { audit } from '../identity/audit.ts';
import { writeData } from '../instrument/write-workbook.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { loadDocuments, readDocument } from '../views/document-rows.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-problem.ts';

const Ask = z.object({
  instrument: z.string().min(1),
  out: z.string().min(1),
  labels: z.boolean().default(false),
});

/**
 * `export-answers ID@VERSION --out DIR [--labels]`: all assessments that are pinned to a version of an instrument, as CSV, XLSX and
 * JSON, with a codebook. Which records were read is noted in the audit trail.
 */
export const exportAnswersCommand: AdminCommand = {
  options: { out: { type: 'string' }, labels: { type: 'boolean' } },
  positional: 'instrument',
  ask: Ask,
  run: async ({ store, surroundings }, values) => {
    const ask = Ask.parse(values);
    const read = await store.transaction().execute(async (tx) => {
      const instrument = await publishedInstrument(tx, ask.instrument);
      const assessments = await assessmentsOf(tx, surroundings, ask.instrument, instrument);
      const subject = { ref: ask.instrument, assessments: assessments.map(({ id }) => id) };
      await audit(tx, surroundings, { actor: 'command line', act: 'export-answers', subject });
      return { instrument, assessments };
    });
    const files = await writeFiles(read.instrument, read.assessments, ask);
    return { assessments: read.assessments.length, files };
  },
};

async function publishedInstrument(tx: StoreTransaction, ref: string): Promise<Instrument> {
  const log = await programmeLog(tx);
  const doc = instrumentDocument(ref);
  const document = log === null ? undefined : (await loadDocuments(tx, log, [doc])).get(doc);
  const instrument = document && instrumentIn(document);
  if (!instrument?.ok)
    throw new CommandProblem(`There is no published instrument ${ref}: write its id, @ and its version`);
  return instrument.value;
}

async function assessmentsOf(
  tx: StoreTransaction,
  surroundings: Surroundings,
  ref: string,
  instrument: Instrument,
): Promise<readonly ExportedAssessment[]> {
  const rows = await tx
    .selectFrom('documents')
    .select(['doc', 'kind', 'registers', 'status'])
    .where('kind', '=', assessmentKind)
    .where('removed', '=', 0)
    .orderBy('doc')
    .execute();
  return rows.flatMap((row) => {
    const document = readDocument(row);
    return valueAt(document, 'instrument') === ref
      ? [opened(document, row.status ?? '', instrument, surroundings)]
      : [];
  });
}

function opened(
  document: Document,
  status: string,
  instrument: Instrument,
  surroundings: Surroundings,
): ExportedAssessment {
  const read = (at: string) => valueAt(document, at);
  const nowMs = surroundings.nowMs();
  const environment = {
    now: () => ({ ms: nowMs, offsetMinutes: 0 }),
    random: () => 0,
    newInstanceId: () => '',
    deviceId: '',
    username: '',
    email: '',
    phoneNumber: '',
  };
  const form = openForm(
    instrument,
    environment,
    changesAt(shapeOf(instrument), Object.keys(document.registers), read),
  );
  // It was checked when it was published.
  if (!form.ok)
    throw new CommandProblem(`The instrument cannot be opened: ${form.refusal[0]?.message ?? ''}`);
  const name = read('institution/name');
  return {
    id: document.doc,
    form: form.value,
    facts: { _status: status, _institution: typeof name === 'string' ? name : '' },
  };
}

async function writeFiles(
  instrument: Instrument,
  assessments: readonly ExportedAssessment[],
  { out, labels }: z.infer<typeof Ask>,
): Promise<readonly string[]> {
  const tables = exportData(instrument, assessments, { labels });
  const variables = codebookOf(instrument, tables);
  const codebook = { name: 'codebook', ...codebookTable(variables, instrument.languages) };
  const taken = new Set(['data', 'codebook']);
  const texts: (readonly [string, string])[] = [
    ...tables.flatMap((table) => {
      const name = sheetName(table.name, taken);
      const own = variables.filter((variable) => variable.table === table.name);
      return [
        [`${name}.csv`, csvOf(table)],
        [`${name}.sps`, spssSyntax(own, instrument.defaultLanguage)],
      ] as const;
    }),
    ['codebook.csv', csvOf(codebook)],
    ['data.json', `${JSON.stringify(jsonOf(assessments), null, 1)}\n`],
  ];
  fs.mkdirSync(out, { recursive: true });
  for (const [name, text] of texts) fs.writeFileSync(path.join(out, name), text);
  await writeData([...tables, codebook], path.join(out, 'data.xlsx'));
  return [...texts.map(([name]) => name), 'data.xlsx'];
}
