import {
  type PublishedTemplate,
  readPublishedTemplate,
} from '#domain/workshop/templates/publish-template.ts';
import { templateKind, TemplateStatus } from '#domain/workshop/templates/template-kind.ts';
import type { AnswerQuery } from './live-query.ts';
import { readProgrammeLogs } from './programme-queries.ts';
import { readAllSummaries } from './summaries.ts';

/** Published templates of workshops on this device; a damaged or incomplete one is left out. */
export const answerWorkshopTemplates: AnswerQuery<'workshopTemplates'> = async ({ db }) => {
  const logs = await readProgrammeLogs(db);
  const listed = (await readAllSummaries(db)).filter(
    ({ log, kind }) => kind === templateKind && logs.includes(log),
  );
  const documents = await db.documents.bulkGet(listed.map(({ log, doc }) => [log, doc] as const));
  return documents.flatMap((document, at): readonly PublishedTemplate[] => {
    const status = TemplateStatus.safeParse(listed[at]?.status);
    const template = document === undefined ? null : readPublishedTemplate(document);
    return template !== null && status.success ? [{ template, status: status.data }] : [];
  });
};
