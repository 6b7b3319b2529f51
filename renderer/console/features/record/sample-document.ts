import type { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import { applyToLog, emptyLog, type LogState } from '#domain/document/log-state.ts';
import { Kind, type Op } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { HistoryOp } from '#renderer/console/api/answers.ts';
import { sampleDoc, sampleLog, samplePeople } from '#renderer/console/stories/sample-people.ts';

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
  const doc = sampleDoc(1);
  const kind = Kind.parse(kindName);
  let state: LogState = emptyLog;
  const ops: HistoryOp[] = [];
  writes.forEach(({ device, atMs, place, path: text, value, isBlind = false }, at) => {
    const path = Path.parse(text);
    const over = isBlind
      ? []
      : (state.documents.get(doc)?.registers[path]?.heads.map(({ dot }) => dot) ?? []);
    const dot = dotOf(device, at + 1);
    const address = { dot, stamp: [atMs, 0] as const, doc, kind, path };
    const update = updateOf(value);
    const op: Op = update === null ? { ...address, over, value } : { ...address, text: update };
    state = applyToLog(state, op);
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
  });
  const document = state.documents.get(doc);
  if (!document) throw new Error(`no writes for ${sampleLog}`);
  return { document, ops };
}

function updateOf(value: Json): string | null {
  if (typeof value !== 'object' || value === null || !('$text' in value)) return null;
  const text = value['$text'];
  return typeof text === 'string' ? text : null;
}
