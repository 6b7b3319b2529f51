import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { DocumentId } from '#domain/ids.ts';
import type { Instrument, NodeDefinition } from '#forms/model/instrument.ts';
import { type InitialValue, initialValuesFor } from '../document/op.ts';
import { type ContentDamage, packInstrumentContent, unpackInstrumentContent } from './instrument-content.ts';
import {
  InstrumentEdition,
  type InstrumentStatus,
  instrumentKind,
  maximumContentParts,
} from './instrument-kind.ts';

/** The instrument as it is published: without a version of its author it is the first. */
export const withDefaultVersion = (instrument: Instrument): Instrument =>
  instrument.version === '' ? { ...instrument, version: '1' } : instrument;

/**
 * Compare two versions as authors number them: runs of digits are numbers, so 10 comes after 9. Earlier parts count
 * more. Below zero when `a` is the older.
 */
export function compareInstrumentVersions(a: string, b: string): number {
  const [left, right] = [versionPiecesOf(a), versionPiecesOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = compareVersionPieces(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

const versionPiecesOf = (version: string): readonly string[] => version.match(/\d+|[^\d.]+/g) ?? [];

function compareVersionPieces(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
    if (left.length !== right.length) return left.length - right.length;
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Reference of an assessment to its instrument: id and version. */
export const instrumentRefOf = ({ id, version }: { readonly id: string; readonly version: string }): string =>
  `${id}@${version}`;

/**
 * Document id of a published version, made from its name. Publishing the same id and version twice writes into the
 * same document, where everything is written once.
 */
export const instrumentDocumentId = (ref: string): DocumentId => namedDocumentId('instrument', ref);

/** Document id of a kind that is made from a name, alike on every machine. */
export function namedDocumentId(kind: 'instrument' | 'workshop-template', name: string): DocumentId {
  const hex = bytesToHex(sha256(utf8ToBytes(`fieldbook ${kind}\n${name}`)));
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return DocumentId.parse(`${a}-${b}-8${c}-8${d}-${e}`); // version 8: by the maker's own rule
}

/** Read a published version from its document; null while its head is not here. */
export function readInstrumentEdition(document: Document): InstrumentEdition | null {
  const [id, version] = [valueAt(document, 'id'), valueAt(document, 'version')];
  if (typeof id !== 'string' || typeof version !== 'string') return null;
  const edition = InstrumentEdition.safeParse({
    ref: instrumentRefOf({ id, version }),
    id,
    version,
    title: valueAt(document, 'title'),
    languages: valueAt(document, 'languages'),
    questions: valueAt(document, 'questions'),
    hash: valueAt(document, 'hash'),
    status: valueAt(document, 'status'),
  });
  return edition.success ? edition.data : null;
}

/** `incomplete`: some of it has not come yet. `name`: the content is another instrument than its document names. */
export type EditionDamage = ContentDamage | { readonly kind: 'incomplete' | 'name' };

/** Read the instrument of a document, checked against its hash. */
export function readPublishedInstrument(document: Document): Result<Instrument, EditionDamage> {
  const instrumentEdition = readInstrumentEdition(document);
  const count = z.int().min(1).max(maximumContentParts).safeParse(valueAt(document, 'parts'));
  if (instrumentEdition === null || !count.success) return refuse({ kind: 'incomplete' });
  const parts: string[] = [];
  for (let at = 0; at < count.data; at += 1) {
    const part = valueAt(document, `content/${at}`);
    if (typeof part !== 'string') return refuse({ kind: 'incomplete' });
    parts.push(part);
  }
  const instrument = unpackInstrumentContent({ hash: instrumentEdition.hash, parts });
  if (!instrument.ok) return instrument;
  return instrumentRefOf(instrument.value) === instrumentEdition.ref
    ? ok(instrument.value)
    : refuse({ kind: 'name' });
}

/** The title in the instrument's own language, or in any that it has. */
export const instrumentTitleOf = ({ title, defaultLanguage, id }: Instrument): string =>
  (title[defaultLanguage] ?? title[''] ?? Object.values(title).find((text) => text !== '') ?? id).slice(
    0,
    400,
  );

/** Number of questions to a person, in all groups and once per repeat. */
export const countAskedQuestions = (nodeDefinitions: readonly NodeDefinition[]): number =>
  nodeDefinitions.reduce((sum, nodeDefinition) => {
    if (nodeDefinition.kind === 'question') return sum + (nodeDefinition.type === 'calculate' ? 0 : 1);
    return nodeDefinition.kind === 'note' ? sum : sum + countAskedQuestions(nodeDefinition.nodes);
  }, 0);

/** `differs`: this id and version is published already, with other content: the author raises the version. */
export type PublishRefusal = { readonly kind: 'tooLarge' } | { readonly kind: 'differs' };

/**
 * Decide the writes that publish a version, or a refusal. No writes are left where the same content is there already.
 * @param previousDocument the document of its name
 */
export function decidePublish(
  instrument: Instrument,
  previousDocument: Document | undefined,
): Result<readonly InitialValue[], PublishRefusal> {
  const content = packInstrumentContent(instrument);
  if (!content.ok) return content;
  const { hash, parts } = content.value;
  const known = valueAt(previousDocument, 'hash');
  if (known !== undefined) return known === hash ? ok([]) : refuse({ kind: 'differs' });

  const first = initialValuesFor(instrumentDocumentId(instrumentRefOf(instrument)), instrumentKind);
  return ok([
    first('title', instrumentTitleOf(instrument)),
    first('id', instrument.id),
    first('version', instrument.version),
    first('languages', instrument.languages),
    first('questions', countAskedQuestions(instrument.nodes)),
    first('hash', hash),
    first('parts', parts.length),
    ...parts.map((part, at) => first(`content/${at}`, part)),
    first('status', 'published' satisfies InstrumentStatus),
  ]);
}
