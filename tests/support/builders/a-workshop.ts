import type { JsonValue } from '#base/json.ts';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { type Dot, dotOf, Path } from '#domain/document/op.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';

export const deviceA = DeviceId.parse('a'.repeat(32));
export const deviceB = DeviceId.parse('b'.repeat(32));

const doc = DocumentId.parse('018f0000-0000-7000-8000-000000000001');

export const anEmptyWorkshop: Document = emptyDocument(doc, workshopKind);

/** One write; `n` is also its time, unless a stamp is given. */
export interface Written {
  readonly by: DeviceId;
  readonly n: number;
  readonly stamp?: HlcTimestamp;
  readonly path: string;
  readonly value: JsonValue;
  readonly over?: readonly Dot[];
}

export const opOf = ({ by, n, stamp = [n, 0], path, value, over = [] }: Written) =>
  ({
    dot: dotOf(by, n),
    stamp,
    doc,
    kind: workshopKind,
    path: Path.parse(path),
    over,
    value,
  }) as const;

/** The workshop after these writes, by any writer. */
export const after = (workshop: Document, ...writes: readonly Written[]): Document =>
  writes.reduce(
    (previousDocument, write) => applyOpToDocument(previousDocument, opOf(write), () => true),
    workshop,
  );

/** A workshop with sessions given as `[id, day, order]`. */
export const withSessions = (...sessions: readonly (readonly [string, number | null, string])[]): Document =>
  sessions.reduce(
    (workshop, [id, day, order], at) =>
      after(
        workshop,
        { by: deviceA, n: 2 * at + 1, path: `sessions/${id}/order`, value: order },
        { by: deviceA, n: 2 * at + 2, path: `sessions/${id}/day`, value: day },
      ),
    anEmptyWorkshop,
  );

/** Values of a session by the last segment of their paths. */
export interface AgendaRow {
  readonly id: string;
  readonly [name: string]: JsonValue;
}

/** A workshop with these sessions in this order; `day` is 1 unless it is given. */
export const withAgenda = (...sessions: readonly AgendaRow[]): Document =>
  sessions.reduce<Document>(
    (workshop, { id, ...values }, at) =>
      after(
        workshop,
        ...Object.entries({ order: `a${at}`, day: 1, ...values }).map(([name, value], n) => ({
          by: deviceA,
          n: 100 * (at + 1) + n,
          path: `sessions/${id}/${name}`,
          value,
        })),
      ),
    anEmptyWorkshop,
  );
