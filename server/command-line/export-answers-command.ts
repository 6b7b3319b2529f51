import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { answerFiles } from '../answers/answer-files.ts';
import { documentsWithAnswers, instrumentNamed, openAnswers } from '../answers/mission-answers.ts';
import { audit } from '../identity/audit.ts';
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
    const { instrument: ref, out, labels } = Ask.parse(values);
    const { instrument, documents } = await store.transaction().execute(async (tx) => {
      const named = await instrumentNamed(tx, ref);
      if (named === null)
        throw new CommandProblem(`There is no published instrument ${ref}: write its id, @ and its version`);
      const found = await documentsWithAnswers(tx, { ref, of: null });
      const subject = { ref, assessments: found.map(({ doc }) => doc) };
      await audit(tx, surroundings, { actor: 'command line', act: 'export-answers', subject });
      return { instrument: named, documents: found };
    });
    const assessments = await openAnswers(documents, instrument, surroundings);
    const files = await answerFiles(instrument, assessments, { labels });
    fs.mkdirSync(out, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(path.join(out, name), bytes);
    return { assessments: assessments.length, files: Object.keys(files) };
  },
};
