import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { DocumentId } from '#domain/ids.ts';
import type { Instrument, Node } from '../instrument.ts';
import { type ContentDamage, unpackInstrument } from './instrument-content.ts';
import { InstrumentStatus, mostParts } from './instrument-kind.ts';

/** What an assessment names: the id and the version of its instrument. */
export const instrumentRefOf = ({ id, version }: { readonly id: string; readonly version: string }): string =>
  `${id}@${version}`;

/**
 * The document of a published version: made of its name, so that whoever publishes the same id and version writes into
 * the same document, where everything is written once.
 */
export function instrumentDocument(ref: string): DocumentId {
  const hex = bytesToHex(sha256(utf8ToBytes(`fieldbook instrument\n${ref}`)));
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return DocumentId.parse(`${a}-${b}-8${c}-8${d}-${e}`); // version 8: by the maker's own rule
}

/** One published version, as lists show it. */
export const InstrumentEdition = z.readonly(
  z.object({
    ref: z.string(),
    id: z.string(),
    version: z.string(),
    title: z.string(),
    languages: z.readonly(z.array(z.string())),
    /** What a person is asked; calculations are left out. */
    questions: z.int().nonnegative(),
    hash: z.string(),
    status: InstrumentStatus,
  }),
);
export type InstrumentEdition = z.infer<typeof InstrumentEdition>;

/** What stands in a document of the kind; null while its head is not here. */
export function editionOf(document: Document): InstrumentEdition | null {
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

/** `incomplete`: some of it has not come yet. `name`: what is in it is another instrument than it says. */
export type EditionDamage = ContentDamage | { readonly kind: 'incomplete' | 'name' };

/** The instrument in a document of the kind, checked against its hash. */
export function instrumentIn(document: Document): Result<Instrument, EditionDamage> {
  const edition = editionOf(document);
  const count = z.int().min(1).max(mostParts).safeParse(valueAt(document, 'parts'));
  if (edition === null || !count.success) return refuse({ kind: 'incomplete' });
  const parts: string[] = [];
  for (let at = 0; at < count.data; at += 1) {
    const part = valueAt(document, `content/${at}`);
    if (typeof part !== 'string') return refuse({ kind: 'incomplete' });
    parts.push(part);
  }
  const instrument = unpackInstrument({ hash: edition.hash, parts });
  if (!instrument.ok) return instrument;
  return instrumentRefOf(instrument.value) === edition.ref ? ok(instrument.value) : refuse({ kind: 'name' });
}

/** The title in the instrument's own language, or in any that it has. */
export const titleOf = ({ title, defaultLanguage, id }: Instrument): string =>
  (title[defaultLanguage] ?? title[''] ?? Object.values(title).find((text) => text !== '') ?? id).slice(
    0,
    400,
  );

/** How many questions a person is asked, in all groups and once per repeat. */
export const questionCount = (nodes: readonly Node[]): number =>
  nodes.reduce((sum, node) => {
    if (node.kind === 'question') return sum + (node.type === 'calculate' ? 0 : 1);
    return node.kind === 'note' ? sum : sum + questionCount(node.nodes);
  }, 0);
