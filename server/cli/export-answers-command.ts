import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { institutionNamesIn } from '#domain/programme/institutions.ts';
import {
  evaluateAnswers,
  exportAnswerFiles,
  findInstrumentByRef,
  loadAnsweredDocuments,
} from '../console/export-answers.ts';
import { loadInstitutions } from '../console/institutions.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { AdminCommand } from './admin-commands.ts';
import { CommandProblem } from './command-options.ts';

const ExportAnswersOptions = z.object({
  instrument: z.string().min(1),
  out: z.string().min(1),
  labels: z.boolean().default(false),
});

/**
 * `export-answers ID@VERSION --out DIR [--labels]`: write all assessments under a version of an instrument as CSV, XLSX
 * and JSON, with a codebook. The audit trail notes which assessments were read.
 */
export const exportAnswersCommand: AdminCommand = {
  options: { out: { type: 'string' }, labels: { type: 'boolean' } },
  positional: 'instrument',
  ask: ExportAnswersOptions,
  run: async ({ store, dependencies }, values) => {
    const { instrument: ref, out, labels } = ExportAnswersOptions.parse(values);
    const { instrument, documents } = await store.transaction().execute(async (tx) => {
      const named = await findInstrumentByRef(tx, ref);
      if (named === null)
        throw new CommandProblem(`There is no published instrument ${ref}: write its id, @ and its version`);
      const nameOf = institutionNamesIn(await loadInstitutions(tx), 'en');
      const foundDocuments = await loadAnsweredDocuments(tx, { ref, of: null }, nameOf);
      const subject = { ref, assessments: foundDocuments.map(({ document }) => document.doc) };
      await appendAuditLine(tx, dependencies, { actor: 'command line', act: 'export-answers', subject });
      return { instrument: named, documents: foundDocuments };
    });
    const exportedAssessments = await evaluateAnswers(documents, instrument, dependencies);
    const files = await exportAnswerFiles(instrument, exportedAssessments, { labels });
    fs.mkdirSync(out, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(path.join(out, name), bytes);
    return { assessments: exportedAssessments.length, files: Object.keys(files) };
  },
};
