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
  const published = await loadPublishedDocuments(tx, templateKind);
  return published
    .flatMap(({ document, ...publishing }): readonly TemplateRow[] => {
      const template = readPublishedTemplate(document);
      const status = TemplateStatus.safeParse(valueAt(document, 'status'));
      if (template === null || !status.success) return [];
      return [{ ref: templateRefOf(template), template, status: status.data, ...publishing }];
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
  template: WorkshopTemplate,
): Promise<Result<{ readonly ref: string; readonly isNew: boolean }, TemplateWriteRefusal>> {
  const log = await findProgrammeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const ref = templateRefOf(template);
  const doc = templateDocumentId(ref);
  const written = await appendConsoleOps<PublishTemplateRefusal>(tx, dependencies, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const values = decidePublishTemplate(template, documents.get(doc));
      return values.ok ? ok(values.value.map((value) => ({ ...value, over: [] }))) : values;
    },
  });
  return written.ok ? ok({ ref, isNew: written.value.length > 0 }) : written;
}

/** Retire a published version, or restore it to use. */
export const setTemplateStatus = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { ref, status }: { readonly ref: string; readonly status: TemplateStatus },
): ReturnType<typeof setPublishedStatus> =>
  setPublishedStatus(tx, dependencies, person, { doc: templateDocumentId(ref), kind: templateKind, status });
