import { canonicalJson, type JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { type InitialValue, initialValuesFor } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { packContentText, unpackContentText } from '#domain/instrument/instrument-content.ts';
import { compareInstrumentVersions, namedDocumentId } from '#domain/instrument/instrument-edition.ts';
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
 * @param before the document of its name
 */
export function decidePublishTemplate(
  template: WorkshopTemplate,
  before: Document | undefined,
): Result<readonly InitialValue[], PublishTemplateRefusal> {
  const content = packContentText(canonicalTemplateText(template));
  if (!content.ok) return content;
  const { hash, parts } = content.value;
  const known = valueAt(before, 'hash');
  if (known !== undefined) return known === hash ? ok([]) : refuse({ kind: 'differs' });
  const first = initialValuesFor(templateDocumentId(templateRefOf(template)), templateKind);
  return ok([
    first('title', templateTextIn(template.title, 'en')),
    first('code', template.code),
    first('version', template.version),
    first('languages', [...templateLanguagesOf(template)]),
    first('days', template.days),
    first('hash', hash),
    first('parts', parts.length),
    ...parts.map((part, at) => first(`content/${at}`, part)),
    first('status', 'published' satisfies TemplateStatus),
  ]);
}

const canonicalTemplateText = (template: WorkshopTemplate): string =>
  canonicalJson(JSON.parse(JSON.stringify(template)) as JsonValue);

/** Read the template of a document; null while a part is missing, and where its content is damaged or another. */
export function readPublishedTemplate(document: Document): WorkshopTemplate | null {
  const [hash, count] = [valueAt(document, 'hash'), valueAt(document, 'parts')];
  if (typeof hash !== 'string' || typeof count !== 'number' || count > maximumContentParts) return null;
  const parts = Array.from({ length: count }, (_, at) => valueAt(document, `content/${at}`));
  if (!parts.every((part) => typeof part === 'string')) return null;
  const text = unpackContentText({ hash, parts });
  const template = text.ok ? parseTemplateJson(text.value) : null;
  return template !== null && templateDocumentId(templateRefOf(template)) === document.doc ? template : null;
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

/** A published version and whether new workshops may begin with it. */
export interface PublishedTemplate {
  readonly template: WorkshopTemplate;
  readonly status: TemplateStatus;
}

/**
 * Templates to start a workshop from: of each code the newest published version, and a built-in one where none is
 * published. A retired version hides its code, also a built-in one.
 */
export function offeredTemplates(
  builtIn: readonly WorkshopTemplate[],
  published: readonly PublishedTemplate[],
): readonly WorkshopTemplate[] {
  const newest = new Map<string, PublishedTemplate>();
  for (const one of published) {
    const before = newest.get(one.template.code);
    const isBetter =
      before === undefined ||
      (before.status === 'retired' && one.status === 'published') ||
      (before.status === one.status &&
        compareInstrumentVersions(one.template.version, before.template.version) > 0);
    if (isBetter) newest.set(one.template.code, one);
  }
  const own = [...newest.values()].flatMap(({ template, status }) =>
    status === 'published' ? [template] : [],
  );
  return [...builtIn.filter(({ code }) => !newest.has(code)), ...own].sort((a, b) =>
    a.code < b.code ? -1 : a.code > b.code ? 1 : 0,
  );
}
