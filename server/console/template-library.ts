import { ok, refuse, type Result } from '#base/result.ts';
import type { TemplateRow } from '#api/library-api.ts';
import { type Document, dotsAt, valueAt } from '#domain/document/document.ts';
import { deviceOfDot, type Path, pathOf } from '#domain/document/op.ts';
import type { PersonId } from '#domain/ids.ts';
import {
  decidePublishTemplate,
  type PublishTemplateRefusal,
  readPublishedTemplate,
  templateDocumentId,
  templateRefOf,
} from '#domain/workshop/templates/publish-template.ts';
import { templateKind, TemplateStatus } from '#domain/workshop/templates/template-kind.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import type { StoreTransaction, RuntimeDependencies } from '../db/open-store.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { loadAuthorsByDevice } from './documents.ts';

/** Read all published versions of templates of workshops, by code and version. */
export async function readTemplateLibrary(tx: StoreTransaction): Promise<readonly TemplateRow[]> {
  const log = await findProgrammeLog(tx);
  if (log === null) return [];
  const rows = await tx
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', log)
    .where('kind', '=', templateKind)
    .execute();
  const documents = (await joinRegisters(tx, rows)).map(parseStoredDocument);
  const publishers = documents.flatMap((document) => publishingHeadOf(document)?.device ?? []);
  const people = await loadAuthorsByDevice(tx, [...new Set(publishers)]);
  return documents
    .flatMap((document): readonly TemplateRow[] => {
      const template = readPublishedTemplate(document);
      const head = publishingHeadOf(document);
      const status = TemplateStatus.safeParse(valueAt(document, 'status'));
      if (template === null || head === undefined || !status.success) return [];
      return [
        {
          ref: templateRefOf(template),
          template,
          status: status.data,
          publishedAtMs: head.atMs,
          publishedBy: people[head.device] ?? null,
        },
      ];
    })
    .sort((a, b) => a.ref.localeCompare(b.ref));
}

function publishingHeadOf({ registers }: Document) {
  const [head] = registers['hash' as Path]?.heads ?? []; // any text is a valid path for reading
  return head && { atMs: head.stamp[0], device: deviceOfDot(head.dot) };
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
export async function setTemplateStatus(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { ref, status }: { readonly ref: string; readonly status: TemplateStatus },
): Promise<Result<true, TemplateWriteRefusal>> {
  const log = await findProgrammeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const doc = templateDocumentId(ref);
  const written = await appendConsoleOps<{ readonly kind: 'unknown' }>(tx, dependencies, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const document = documents.get(doc);
      if (document?.kind !== templateKind) return refuse({ kind: 'unknown' });
      const over = dotsAt(document, 'status');
      return ok([{ doc, kind: templateKind, path: pathOf('status'), value: status, over }]);
    },
  });
  return written.ok ? ok(true) : written;
}
