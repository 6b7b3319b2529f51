import { describe, expect, test } from 'vitest';
import { emptyDocument, valueAt } from '#domain/document/document.ts';
import {
  applyOpToDocument,
  documentSourcesOf,
  emptyDocumentSource,
} from '#domain/document/document-draft.ts';
import { documentLimits } from '#domain/document/document-size.ts';
import { DocumentKind, dotOf, type EffectiveOps, type Op, Path } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { chainStartHash, sha256Of } from '#sync/protocol/hash.ts';
import { judgeChainLink, judgePackOps, noTextAuthorship } from '#sync/server/judge-pack.ts';
import { aDocument, anOp, aTextOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';

const end = { n: 5, hash: sha256Of('the last payload') };
const nothingTaken: EffectiveOps = { have: {}, held: new Set() };
const noDocuments = new Map();

describe('the chain of a device', () => {
  test('[P2] continues where it ended, with the hash of the preceding pack', () => {
    expect(judgeChainLink(end, { first: 6, prev: end.hash }, false)).toEqual({ kind: 'next' });
    expect(judgeChainLink({ n: 0, hash: chainStartHash }, { first: 1, prev: chainStartHash }, false)).toEqual(
      { kind: 'next' },
    );
  });

  test('[S4] the same payload again is a duplicate, wherever the chain ends', () => {
    expect(judgeChainLink(end, { first: 1, prev: chainStartHash }, true)).toEqual({ kind: 'duplicate' });
  });

  test('[J2] a hole is answered with the needed number', () => {
    expect(judgeChainLink(end, { first: 9, prev: sha256Of('x') }, false)).toEqual({ kind: 'gap', need: 6 });
  });

  test.each([
    ['numbers that are taken', { first: 4, prev: end.hash }],
    ['another payload before it', { first: 6, prev: sha256Of('of a restored disk') }],
  ])('[J3, P2] %s make it a fork', (_title, pack) => {
    expect(judgeChainLink(end, pack, false)).toEqual({ kind: 'fork' });
  });
});

describe('the ops of a pack', () => {
  const heldNumbers = (ops: readonly Op[], roles: Parameters<typeof judgePackOps>[1] = ['assessor']) =>
    judgePackOps(ops, roles, nothingTaken, noDocuments, noTextAuthorship).held;

  test('[J5] ops unknown to the schema are held, and the others take effect', () => {
    const judged = judgePackOps(
      [
        anOp({ dot: dotOf(deviceA, 1), path: Path.parse('title'), value: 'Court' }),
        anOp({ dot: dotOf(deviceA, 2), path: Path.parse('titel'), value: 'Court' }),
        anOp({ dot: dotOf(deviceA, 3), path: Path.parse('answers/D1.1/level'), value: 6 }),
        anOp({ dot: dotOf(deviceA, 4), kind: DocumentKind.parse('unheard-of') }),
      ],
      ['assessor'],
      nothingTaken,
      noDocuments,
      noTextAuthorship,
    );
    expect(judged.held.map(({ n, reason }) => [n, reason.kind])).toEqual([
      [2, 'unknownPath'],
      [3, 'invalidValue'],
      [4, 'unknownKind'],
    ]);
    expect(valueAt(judged.changed.get(aDocument), 'title')).toBe('Court');
  });

  test('[J5] an op that its author may not write is held', () => {
    expect(heldNumbers([anOp()], ['partner'])).toEqual([{ n: 1, reason: { kind: 'roleMayNotWrite' } }]);
  });

  test('[J5, M4] text on a path of values is held', () => {
    const valueOp = anOp({ dot: dotOf(deviceA, 1), path: Path.parse('notes/n1'), value: 'a value' });
    expect(heldNumbers([valueOp, aTextOp(dotOf(deviceA, 2), 'text')])).toEqual([
      { n: 2, reason: { kind: 'mixedSort' } },
    ]);
  });

  test('[J5, M7] a final assessment takes no more answers from assessors', () => {
    const final = applyOpToDocument(
      emptyDocument(aDocument, DocumentKind.parse('assessment')),
      anOp({ path: Path.parse('status'), value: 'final' }),
      () => false,
    );
    const late = anOp({ dot: dotOf(deviceB, 1), path: Path.parse('answers/D1.1/level'), value: 3 });
    expect(
      judgePackOps(
        [late],
        ['assessor'],
        nothingTaken,
        documentSourcesOf(new Map([[aDocument, final]])),
        noTextAuthorship,
      ).held,
    ).toEqual([{ n: 1, reason: { kind: 'documentIsFinal' } }]);
  });

  test('[J5] an op over a held one still counts; the held one is dead on release', () => {
    const firstValueOp = anOp({ dot: dotOf(deviceA, 1), path: Path.parse('title'), value: 'held' });
    const second = anOp({
      dot: dotOf(deviceA, 2),
      path: Path.parse('title'),
      value: 'seen',
      over: [firstValueOp.dot],
    });
    const taken: EffectiveOps = { have: { [deviceA]: 1 }, held: new Set([firstValueOp.dot]) };
    const documents = new Map([
      [aDocument, emptyDocumentSource(aDocument, DocumentKind.parse('assessment'))],
    ]);
    const { changed } = judgePackOps([second], ['assessor'], taken, documents, noTextAuthorship);
    expect(changed.get(aDocument)?.registerAt(Path.parse('title'))?.dead).toEqual([firstValueOp.dot]);
  });

  test('[J5] an op beyond the register limit of a document is held; ops within count', () => {
    const almostFull = {
      ...emptyDocumentSource(aDocument, DocumentKind.parse('assessment')),
      size: { registers: documentLimits.registers - 1, bytes: 2 },
    };
    const valueOps = ['D1.1', 'D1.2'].map((item, at) =>
      anOp({ dot: dotOf(deviceA, at + 1), path: Path.parse(`answers/${item}/rationale`) }),
    );
    const documents = new Map([[aDocument, almostFull]]);
    const { held } = judgePackOps(valueOps, ['assessor'], nothingTaken, documents, noTextAuthorship);
    expect(held).toEqual([{ n: 2, reason: { kind: 'documentFull', path: 'answers/D1.2/rationale' } }]);
  });

  test('[J5] ops of a document beyond the number that a log takes are held; others count', () => {
    const documentKind = DocumentKind.parse('assessment');
    const knownDocumentId = aDoc(1);
    const op = (n: number, doc: DocumentId, path: string) =>
      anOp({ dot: dotOf(deviceA, n), doc, kind: documentKind, path: Path.parse(path) });
    const valueOps = [
      op(1, aDoc(2), 'title'),
      op(2, aDoc(3), 'title'),
      op(3, aDoc(3), 'institution/name'),
      op(4, aDoc(2), 'institution/name'),
      op(5, knownDocumentId, 'title'),
    ];
    const documents = new Map([[knownDocumentId, emptyDocumentSource(knownDocumentId, documentKind)]]);
    const taken = { ...nothingTaken, room: new Map([[documentKind, 1]]) };
    const { held, changed } = judgePackOps(valueOps, ['lead'], taken, documents, noTextAuthorship);
    expect(held).toEqual([2, 3].map((n) => ({ n, reason: { kind: 'logFull' } })));
    expect([...changed.keys()]).toEqual([aDoc(2), knownDocumentId]);
  });
});
