import { canonicalJson, type JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { type InitialValue, initialValuesFor } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { packContentText, unpackContentText } from '#domain/instrument/instrument-content.ts';
import { namedDocumentId } from '#domain/instrument/instrument-edition.ts';
import { maximumContentParts } from '#domain/instrument/instrument-kind.ts';
import { type TemplateStatus, templateKind } from './template-kind.ts';
import { templateLanguagesOf, templateTextIn, WorkshopTemplate } from './workshop-template.ts';

/** Name of a version of a template, such as `W1@1.1.0`. */
export const templateRefOf = ({
  code,
  version,
}: {
  readonly code: string;
  readonly version: string;
}): string => `${code}@${version}`;

/** Document of a published version, by its name: publishing it twice writes into the same document. */
export const templateDocumentId = (ref: string): DocumentId => namedDocumentId('workshop-template', ref);

/** `differs`: this code and version is published already, with other content: its author raises the version. */
export type PublishTemplateRefusal = { readonly kind: 'tooLarge' } | { readonly kind: 'differs' };

/**
 * Decide the writes that publish a version, or a refusal. No writes are left where the same content is there already.
 * @param previousDocument the document of its name
 */
export function decidePublishTemplate(
  workshopTemplate: WorkshopTemplate,
  previousDocument: Document | undefined,
): Result<readonly InitialValue[], PublishTemplateRefusal> {
  const content = packContentText(canonicalTemplateText(workshopTemplate));
  if (!content.ok) return content;
  const { hash, parts } = content.value;
  const known = valueAt(previousDocument, 'hash');
  if (known !== undefined) return known === hash ? ok([]) : refuse({ kind: 'differs' });
  const first = initialValuesFor(templateDocumentId(templateRefOf(workshopTemplate)), templateKind);
  return ok([
    first('title', templateTextIn(workshopTemplate.title, 'en')),
    first('code', workshopTemplate.code),
    first('version', workshopTemplate.version),
    first('languages', [...templateLanguagesOf(workshopTemplate)]),
    first('days', workshopTemplate.days),
    first('hash', hash),
    first('parts', parts.length),
    ...parts.map((part, at) => first(`content/${at}`, part)),
    first('status', 'published' satisfies TemplateStatus),
  ]);
}

const canonicalTemplateText = (workshopTemplate: WorkshopTemplate): string =>
  canonicalJson(JSON.parse(JSON.stringify(workshopTemplate)) as JsonValue);

/** Read the template of a document; null while a part is missing, and where its content is damaged or another. */
export function readPublishedTemplate(document: Document): WorkshopTemplate | null {
  const [hash, count] = [valueAt(document, 'hash'), valueAt(document, 'parts')];
  if (typeof hash !== 'string' || typeof count !== 'number' || count > maximumContentParts) return null;
  const parts = Array.from({ length: count }, (_, at) => valueAt(document, `content/${at}`));
  if (!parts.every((part) => typeof part === 'string')) return null;
  const text = unpackContentText({ hash, parts });
  const workshopTemplate = text.ok ? parseTemplateJson(text.value) : null;
  return workshopTemplate !== null && templateDocumentId(templateRefOf(workshopTemplate)) === document.doc
    ? workshopTemplate
    : null;
}

/** Parse a template; null for another text. */
export function parseTemplateJson(text: string): WorkshopTemplate | null {
  try {
    const template = WorkshopTemplate.safeParse(JSON.parse(text));
    return template.success ? template.data : null;
  } catch {
    return null; // not JSON
  }
}
