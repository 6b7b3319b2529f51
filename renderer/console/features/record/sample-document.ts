import type { Json } from '#domain/base/json.ts';
import { applyToDocument } from '#domain/document/document-draft.ts';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import { Kind, type Op } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { HistoryOp } from '#renderer/console/api/answers.ts';
import { sampleDoc, samplePeople } from '#renderer/console/stories/sample-people.ts';

/** One write of a sample: who wrote what, when, and in which pack it arrived. */
export interface SampleWrite {
  readonly device: DeviceId;
  readonly atMs: number;
  readonly place: number;
  readonly path: string;
  /** A value, or a Yjs update in base64 as `{ $text }`. */
  readonly value: Json;
  /** Written without having seen what stood there: makes a conflict. */
  readonly isBlind?: boolean;
}

/** A document and its history, by the same functions that laptops and headquarters use. */
export interface SampleDocument {
  readonly document: Document;
  /** Newest first, as headquarters answers. */
  readonly ops: readonly HistoryOp[];
}

export function sampleDocument(kindName: string, writes: readonly SampleWrite[]): SampleDocument {
  const kind = Kind.parse(kindName);
  return continued({ document: emptyDocument(sampleDoc(1), kind), ops: [] }, writes);
}

/** The same document after more writes. */
export function continued(before: SampleDocument, writes: readonly SampleWrite[]): SampleDocument {
  let { document } = before;
  const { doc, kind } = document;
  const ops: HistoryOp[] = [...before.ops];
  for (const { device, atMs, place, path: text, value, isBlind = false } of writes) {
    const path = Path.parse(text);
    const over = isBlind ? [] : dotsAt(document, path);
    const dot = dotOf(device, ops.length + 1);
    const address = { dot, stamp: [atMs, 0] as const, doc, kind, path };
    const update = updateOf(value);
    const op: Op = update === null ? { ...address, over, value } : { ...address, text: update };
    document = applyToDocument(document, op, () => true);
    ops.unshift({
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
  return { document, ops };
}

function updateOf(value: Json): string | null {
  if (typeof value !== 'object' || value === null || !('$text' in value)) return null;
  const text = value['$text'];
  return typeof text === 'string' ? text : null;
}
