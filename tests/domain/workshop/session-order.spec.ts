import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyToDocument, type Document, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import { Path } from '#domain/document/path.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import { readSessions } from '#domain/workshop/read-sessions.ts';
import { ordersFor, type Placed } from '#domain/workshop/session-order.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';

const deviceA = DeviceId.parse('a'.repeat(32));
const deviceB = DeviceId.parse('b'.repeat(32));
const doc = DocumentId.parse('018f0000-0000-7000-8000-000000000001');

/** One value op at a session's register; nothing is replaced. */
function write(document: Document, device: DeviceId, n: number, path: string, value: string): Document {
  const op = {
    dot: dotOf(device, n),
    stamp: [n, 0] as const,
    doc,
    kind: workshopKind,
    path: Path.parse(path),
    over: [],
    value,
  };
  return applyToDocument(document, op, () => true);
}

const idsInOrder = (document: Document): readonly string[] => readSessions(document).map(({ id }) => id);

test('two people insert at the same place offline: both sessions stay, in one order on every laptop', () => {
  const start = write(
    write(emptyDocument(doc, workshopKind), deviceA, 1, 'sessions/s1/order', 'a0'),
    deviceA,
    2,
    'sessions/s2/order',
    'a1',
  );
  const place = (id: string): string =>
    ordersFor([
      { id: 's1', order: 'a0' },
      { id, order: null },
      { id: 's2', order: 'a1' },
    ])[0]?.order ?? '';

  const byA = (document: Document): Document =>
    write(document, deviceA, 3, 'sessions/new-a/order', place('new-a'));
  const byB = (document: Document): Document =>
    write(document, deviceB, 1, 'sessions/new-b/order', place('new-b'));

  expect(idsInOrder(byB(byA(start)))).toEqual(['s1', 'new-a', 'new-b', 's2']);
  expect(idsInOrder(byA(byB(start)))).toEqual(['s1', 'new-a', 'new-b', 's2']);
});

test('moving one session writes the place of that session only', () => {
  const sequence: readonly Placed[] = [
    { id: 's3', order: null },
    { id: 's1', order: 'a0' },
    { id: 's2', order: 'a1' },
  ];
  expect(ordersFor(sequence)).toEqual([{ id: 's3', order: 'Zz' }]);
});

test('between two sessions that got the same place, a third still finds room', () => {
  const sequence: readonly Placed[] = [
    { id: 's1', order: 'a0V' },
    { id: 'new', order: null },
    { id: 's2', order: 'a0V' },
    { id: 's3', order: 'a1' },
  ];
  const written = new Map(ordersFor(sequence).map(({ id, order }) => [id, order]));
  expect([...written.keys()]).toEqual(['new', 's2']);
  expect(sequenceAfter(sequence, written)).toEqual(['s1', 'new', 's2', 's3']);
});

test('a place that another program wrote wrongly does not stop anyone: it gets a new one', () => {
  const sequence: readonly Placed[] = [
    { id: 's1', order: 'not a key' },
    { id: 's2', order: '' },
  ];
  const written = new Map(ordersFor(sequence).map(({ id, order }) => [id, order]));
  expect(sequenceAfter(sequence, written)).toEqual(['s1', 's2']);
});

test('whatever the places were, what is written gives exactly the wanted sequence', () => {
  const key = fc.oneof(
    fc.constantFrom('a0', 'a0V', 'a1', 'Zz', 'b00'),
    fc.string({ maxLength: 4 }),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 12 }), (orders) => {
      const sequence = orders.map((order, at) => ({ id: `s${String(at).padStart(2, '0')}`, order }));
      const written = new Map(ordersFor(sequence).map(({ id, order }) => [id, order]));
      expect(sequenceAfter(sequence, written)).toEqual(sequence.map(({ id }) => id));
    }),
    { seed: 20_261_113, numRuns: 500 },
  );
});

/** The ids as `readSessions` would order them after the writes. */
function sequenceAfter(before: readonly Placed[], written: ReadonlyMap<string, string>): readonly string[] {
  return before
    .map(({ id, order }) => ({ id, order: written.get(id) ?? order ?? '' }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
