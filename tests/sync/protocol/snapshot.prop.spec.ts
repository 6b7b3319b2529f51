import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotOf, Path } from '#domain/document/op.ts';
import { DocumentId } from '#domain/ids.ts';
import { decodeSnapshotPage, encodeSnapshotPage, type SnapshotPage } from '#sync/protocol/snapshot.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aDocument, anOp, deviceA, deviceB, history } from '#tests/support/builders/ops.ts';

const aPage = (documents: SnapshotPage['documents']): SnapshotPage => ({
  place: 7,
  have: { [deviceA]: 3 },
  documents,
  holds: { [deviceB]: [2, 5] },
  held: [],
  left: 2,
  more: true,
});

test('a page of documents in any state comes out as it went in', () => {
  fc.assert(
    fc.property(fc.array(history, { maxLength: 4 }), fc.nat(9), (histories, gap) => {
      const documents = histories.flatMap((ops, at) => {
        // Without some of its ops there are values that are dead before they arrive (M2).
        const knownOps = ops.filter((_, which) => which !== gap);
        const documentId = DocumentId.parse(`0197b1a0-0000-7000-8000-00000000000${at}`);
        const folded = knownOps
          .map((op) => ({ ...op, doc: documentId }))
          .reduce(applyOpToLog, emptyLogState)
          .documents.get(documentId);
        return folded ? [folded] : [];
      });
      expect(decodeSnapshotPage(encodeSnapshotPage(aPage(documents)))).toEqual({
        ok: true,
        value: aPage(documents),
      });
    }),
    { seed: 20_261_127, numRuns: 200 },
  );
});

test('a register in conflict keeps all its heads, one without any stays empty', () => {
  const path = Path.parse('title');
  const heads = [deviceA, deviceB].map((deviceId) => {
    const { dot, stamp, value } = anOp({ dot: dotOf(deviceId, 4), value: { $: 'any value' } });
    return { dot, stamp, value };
  });
  const registers = { [path]: { heads }, [Path.parse('status')]: { heads: [] } };
  const snapshotPage = aPage([{ doc: aDocument, kind: anOp().kind, registers }]);
  expect(decodeSnapshotPage(encodeSnapshotPage(snapshotPage))).toEqual({ ok: true, value: snapshotPage });
});

test('a text that is no page, or points nowhere, is refused', () => {
  const { dot, stamp, value } = anOp();
  const document = {
    doc: aDocument,
    kind: anOp().kind,
    registers: { [anOp().path]: { heads: [{ dot, stamp, value }] } },
  };
  const good = encodeSnapshotPage(aPage([document]));
  const bad = [
    '<html>',
    '{}',
    good.replace('"p":0', '"p":7'),
    good.replace('"h":1', '"h":2'),
    good.replace('"n":1', '"n":0'),
  ];
  expect(bad.map((text) => [text !== good, decodeSnapshotPage(text).ok])).toEqual(
    bad.map(() => [true, false]),
  );
});
