import type { TemplateRow } from '#api/library-api.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { valueAt } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
import {
  decidePublishTemplate,
  type PublishTemplateRefusal,
  readPublishedTemplate,
  templateDocumentId,
  templateRefOf,
} from '#domain/workshop/templates/publish-template.ts';
import { TemplateStatus, templateKind } from '#domain/workshop/templates/template-kind.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import { loadPublishedDocuments, setPublishedStatus } from './programme.ts';

/** Read all published versions of templates of workshops, by code and version. */
export async function readTemplateLibrary(tx: StoreTransaction): Promise<readonly TemplateRow[]> {
  const publishedDocuments = await loadPublishedDocuments(tx, templateKind);
  return publishedDocuments
    .flatMap(({ document, ...publishing }): readonly TemplateRow[] => {
      const workshopTemplate = readPublishedTemplate(document);
      const status = TemplateStatus.safeParse(valueAt(document, 'status'));
      if (workshopTemplate === null || !status.success) return [];
      return [
        {
          ref: templateRefOf(workshopTemplate),
          template: workshopTemplate,
          status: status.data,
          ...publishing,
        },
      ];
    })
    .sort((a, b) => a.ref.localeCompare(b.ref));
}

/** `noProgramme`: no programme's log exists yet, from which laptops would get it. */
export type TemplateWriteRefusal =
  | PublishTemplateRefusal
  | ConsoleWriteRefusal
  | { readonly kind: 'noProgramme' | 'unknown' };

/** Write a version of a template into the programme's log, with its publisher as author. */
export async function publishTemplate(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  workshopTemplate: WorkshopTemplate,
): Promise<Result<{ readonly ref: string; readonly isNew: boolean }, TemplateWriteRefusal>> {
  const logId = await findProgrammeLog(tx);
  if (logId === null) return refuse({ kind: 'noProgramme' });
  const ref = templateRefOf(workshopTemplate);
  const documentId = templateDocumentId(ref);
  const written = await appendConsoleOps<PublishTemplateRefusal>(tx, dependencies, {
    person,
    log: logId,
    docs: [documentId],
    decide: (documents) => {
      const values = decidePublishTemplate(workshopTemplate, documents.get(documentId));
      return values.ok ? ok(values.value.map((value) => ({ ...value, over: [] }))) : values;
    },
  });
  return written.ok ? ok({ ref, isNew: written.value.length > 0 }) : written;
}

/** Retire a published version, or restore it to use. */
export const setTemplateStatus = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { ref, status }: { readonly ref: string; readonly status: TemplateStatus },
): ReturnType<typeof setPublishedStatus> =>
  setPublishedStatus(tx, dependencies, personId, {
    doc: templateDocumentId(ref),
    kind: templateKind,
    status,
  });
