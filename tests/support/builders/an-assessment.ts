import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { type Dot, dotOf, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { aDevice, aDoc } from './sample-ids.ts';

export const ownDevice = aDevice(1);
export const otherDevice = aDevice(2);

export const anEmptyAssessment: Document = emptyDocument(aDoc(), assessmentKind);

/** One write; `n` is also its time in seconds. */
export interface Written {
  readonly by?: DeviceId;
  readonly n: number;
  readonly path: string;
  readonly value: JsonValue;
  /** Absent: over everything that is there. */
  readonly over?: readonly Dot[];
}

/** The document after these writes. */
export const after = (document: Document, ...writes: readonly Written[]): Document =>
  writes.reduce((previousDocument, { by = ownDevice, n, path, value, over }) => {
    const at = Path.parse(path);
    const op = {
      dot: dotOf(by, n),
      stamp: [n * 1_000, 0] as const,
      doc: document.doc,
      kind: document.kind,
      path: at,
      over: over ?? dotsAt(previousDocument, at),
      value,
    };
    return applyOpToDocument(previousDocument, op, () => true);
  }, document);

/** An assessment with these values, all written by one person. */
export const anAssessment = (values: Readonly<Record<string, JsonValue>>): Document =>
  after(
    anEmptyAssessment,
    ...Object.entries(values).map(([path, value], at) => ({ n: at + 1, path, value })),
  );
