import * as Y from 'yjs';
import type { HeldChangeRow, HistoryOp } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { DocumentKind, dotOf, type Op, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import {
  fieldLaptop,
  hourMs,
  minutesAgo,
  reviewerDevice,
  sampleDocumentId,
  samplePeople,
  secondLaptop,
} from '#renderer/console/stories/sample-people.ts';
import type { Sample } from '#renderer/ui/gallery/sample.ts';

/** A document and its history, by the same functions that laptops and headquarters use. */
export interface SampleDocument {
  readonly document: Document;
  /** Newest first, as headquarters answers. */
  readonly ops: readonly HistoryOp[];
}

/** An invented workshop with two sessions; the first has notes. */
export function sampleWorkshopDocument(sample: Sample): SampleDocument {
  const common = { device: fieldLaptop, atMs: minutesAgo(4_000), place: 12 };
  const later = { device: secondLaptop, atMs: minutesAgo(300), place: 31 };
  return createSampleDocument('workshop', [
    { ...common, path: 'title', value: sample.dimTitle },
    { ...common, path: 'status', value: 'under-way' },
    { ...common, path: 'from', value: '2026-11-16' },
    { ...common, path: 'to', value: '2026-11-19' },
    { ...common, path: 'sessions/s1/title', value: sample.dim5 },
    { ...common, path: 'sessions/s1/order', value: 'a0' },
    { ...common, path: 'sessions/s1/day', value: 1 },
    { ...common, path: 'sessions/s1/minutes', value: 90 },
    { ...common, path: 'sessions/s2/title', value: sample.dim7 },
    { ...common, path: 'sessions/s2/order', value: 'a1' },
    { ...common, path: 'sessions/s2/day', value: 1 },
    { ...common, path: 'sessions/s2/minutes', value: 60 },
    { ...later, path: 'sessions/s1/notes', value: { $text: sampleNotesUpdate(sample) } },
    { ...later, path: 'status', value: 'completed' },
  ]);
}

/** Notes as the field app's editor stores them. */
function sampleNotesUpdate(sample: Sample): string {
  const document = new Y.Doc();
  const root = document.getXmlFragment('default');
  const heading = createNotesBlock('heading', createNotesText(sample.dim5));
  // Yjs declares attributes as text; the editor stores the level as a number.
  heading.setAttribute('level', 1 as unknown as string);
  root.insert(0, [
    heading,
    createNotesBlock('paragraph', createNotesText(sample.dimWhy)),
    createNotesBlock(
      'bulletList',
      createNotesBlock('listItem', createNotesBlock('paragraph', createNotesText(sample.l2, { bold: true }))),
      createNotesBlock(
        'listItem',
        createNotesBlock('paragraph', createNotesText(sample.l3, { italic: true })),
      ),
    ),
  ]);
  return btoa(String.fromCharCode(...Y.encodeStateAsUpdate(document)));
}

function createNotesBlock(name: string, ...children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, [...children]);
  return element;
}

function createNotesText(words: string, marks: Readonly<Record<string, boolean>> = {}): Y.XmlText {
  const node = new Y.XmlText();
  node.insert(0, words, marks);
  return node;
}

/** Answers to the invented form `visit`, submitted with remarks beside its questions. */
export function sampleVisitDocument(sample: Sample): SampleDocument {
  let hours = 40;
  const at = (path: string, value: JsonValue, more: Partial<SampleWrite> = {}): SampleWrite => {
    hours -= 1;
    return { device: fieldLaptop, atMs: minutesAgo(hours * 60), place: 5, path, value, ...more };
  };
  const remark = (id: string, about: string, text: string): readonly SampleWrite[] => [
    at(`comments/${id}/about`, about),
    at(`comments/${id}/text`, text),
  ];
  return createSampleDocument('assessment', [
    at('title', sample.institution),
    at('instrument', 'story@1'),
    at('institution/name', sample.institution),
    at('answers/place/value', sample.institution),
    at('answers/rooms/value', ['store', 'lab']),
    at('answers/staff/value', 12),
    at('answers/staff/value', 15, { device: secondLaptop, isBlind: true }),
    at('answers/remarks/value', sample.rationale),
    at('answers/unit/r1/order', 'a0'),
    at('answers/unit/r1/unitName/value', sample.second),
    at('answers/unit/r1/head/value', 4),
    ...remark('c1', 'place', sample.comment),
    ...remark('c2', 'unit/r1/head', sample.comment),
    ...remark('c3', 'unit/r9/head', sample.comment),
    at('comments/c2/mark', 'SC', { device: reviewerDevice }),
    at('status', 'quality-review'),
    at('review/points/p1/about', 'place', { device: reviewerDevice }),
    at('review/points/p1/text', sample.second, { device: reviewerDevice }),
    at('review/points/p1/round', 1, { device: reviewerDevice }),
    at('review/points/p1/settled', false, { device: reviewerDevice }),
  ]);
}

const sampleStartMs = minutesAgo(2_880);

/** An invented assessment of a police directorate, half answered, with one answer that two people gave. */
export function sampleAssessmentDocument(sample: Sample): SampleDocument {
  let place = 3;
  const at = (
    path: string,
    value: JsonValue,
    hours: number,
    more: Partial<SampleWrite> = {},
  ): SampleWrite => ({
    device: fieldLaptop,
    atMs: sampleStartMs + hours * hourMs,
    place,
    path,
    value,
    ...more,
  });
  const opening = [
    at('title', sample.institution, 0),
    at('instrument', maturityModelRef(defaultMaturityModel), 0),
    at('institution/name', sample.institution, 0),
    at('institution/type', 'POL', 0),
    at('status', 'draft', 0),
    ...['POL', 'yes', 'no', 'yes', 'yes', 'no', 'no', 'no', 'yes'].map((answer, index) =>
      at(`screening/S${index + 1}`, answer, 0.2),
    ),
  ];
  const answers = sampleRatings.flatMap(([id, level], index): readonly SampleWrite[] => {
    if (index % 6 === 0) place += 2;
    const hours = 1 + index * 0.4;
    return [
      at(`answers/${id}/state`, 'rated', hours),
      at(`answers/${id}/level`, level, hours),
      ...(index % 2 === 0 ? [at(`answers/${id}/rationale`, sample.rationale, hours)] : []),
      ...(index % 3 === 0 ? sampleEvidence(id, hours, at, sample) : []),
    ];
  });
  const lately = { device: secondLaptop, place: place + 4 };
  return createSampleDocument('assessment', [
    ...opening,
    ...answers,
    at('status', 'fieldwork', 20, { place: place + 2 }),
    at('answers/D5.4/level', 3, 30, { ...lately, isBlind: true }),
    at('answers/D7.1/state', 'ne', 31, lately),
    at('answers/D7.2/state', 'declined', 31, lately),
    at('answers/D5.4/rationale', sample.second, 31, { ...lately, isBlind: true }),
    at('comments/c1/about', '', 32, lately),
    at('comments/c1/text', sample.comment, 32, lately),
    at('answers/D3.1/level', 4, 33, { device: fieldLaptop, place: place + 6 }),
  ]);
}

/** A change of the same record that headquarters holds. */
export const sampleHeldChanges: readonly HeldChangeRow[] = [
  {
    device: secondLaptop,
    n: 900,
    path: Path.parse('answers/D3.2/level'),
    stamp: [minutesAgo(700), 0],
    value: 5,
    reason: { kind: 'roleMayNotWrite' },
    releasable: false,
  },
];

const sampleRatings: readonly (readonly [id: string, level: number])[] = defaultMaturityModel.dimensions
  .flatMap(({ indicators }) => indicators)
  .filter(({ types, id }) => types.includes('POL') && !id.startsWith('D7') && !id.startsWith('D8'))
  .map(({ id }, index) => [id, [2, 3, 3, 1, 4, 2, 3][index % 7] ?? 2] as const);

type WriteSample = (path: string, value: JsonValue, hours: number) => SampleWrite;

const sampleEvidence = (
  id: string,
  hours: number,
  at: WriteSample,
  sample: Sample,
): readonly SampleWrite[] => [
  at(`answers/${id}/evidence/e1/title`, sample.ev2, hours),
  at(`answers/${id}/evidence/e1/kind`, 'document', hours),
  at(`answers/${id}/evidence/e1/strength`, 'E3', hours),
  at(`answers/${id}/evidence/e2/title`, sample.ev1, hours),
  at(`answers/${id}/evidence/e2/kind`, 'interview', hours),
  at(`answers/${id}/evidence/e2/strength`, 'E2', hours),
];

/** One write of a sample: writer, value, time, and pack. */
export interface SampleWrite {
  readonly device: DeviceId;
  readonly atMs: number;
  readonly place: number;
  readonly path: string;
  /** A value, or a Yjs update in base64 as `{ $text }`. */
  readonly value: JsonValue;
  /** Written without the present value in its causal context: makes a conflict. */
  readonly isBlind?: boolean;
}

export function createSampleDocument(kindName: string, sampleWrites: readonly SampleWrite[]): SampleDocument {
  const documentKind = DocumentKind.parse(kindName);
  return continueSampleDocument(
    { document: emptyDocument(sampleDocumentId(1), documentKind), ops: [] },
    sampleWrites,
  );
}

/** The same document after more writes. */
export function continueSampleDocument(
  previousSampleDocument: SampleDocument,
  sampleWrites: readonly SampleWrite[],
): SampleDocument {
  let { document } = previousSampleDocument;
  const { doc, kind } = document;
  const historyOps: HistoryOp[] = [...previousSampleDocument.ops];
  for (const { device, atMs, place, path: text, value, isBlind = false } of sampleWrites) {
    const path = Path.parse(text);
    const over = isBlind ? [] : dotsAt(document, path);
    const dot = dotOf(device, historyOps.length + 1);
    const address = { dot, stamp: [atMs, 0] as const, doc, kind, path };
    const update = textUpdateOf(value);
    const op: Op = update === null ? { ...address, over, value } : { ...address, text: update };
    document = applyOpToDocument(document, op, () => true);
    historyOps.unshift({
      ...address,
      device,
      author: samplePeople[device] ?? null,
      place,
      receivedAtMs: atMs + 600_000,
      state: 'counts',
      over,
      ...(update === null && { value }),
    });
  }
  return { document, ops: historyOps };
}

function textUpdateOf(value: JsonValue): string | null {
  if (typeof value !== 'object' || value === null || !('$text' in value)) return null;
  const text = value['$text'];
  return typeof text === 'string' ? text : null;
}
