import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import type { Register } from '#domain/document/document.ts';
import { eraseFromRegisters } from '#domain/document/erase-from-registers.ts';
import { type ErasedPart, eraseOpContents } from '#domain/document/erase-ops.ts';
import { dotOf, isTextOp, type Op, type Path } from '#domain/document/op.ts';
import { withoutDeletedText, withoutTextContent } from '#domain/document/text-erasure.ts';
import { mergeTextUpdates } from '#domain/document/text-update.ts';
import { applyOpToLog, emptyLogState, type LogState } from '#tests/support/builders/log-state.ts';
import { aDocument, aTextOp, deviceA, deviceB, history } from '#tests/support/builders/ops.ts';

const settings = { seed: 20_261_127, numRuns: 400 };
const fold = (ops: readonly Op[]): LogState => ops.reduce(applyOpToLog, emptyLogState);
const registersOf = (logState: LogState): Readonly<Record<Path, Register>> =>
  logState.documents.get(aDocument)?.registers ?? {};

const noteIn = (text: string): Y.Text => {
  const document = new Y.Doc();
  Y.applyUpdate(document, decodeBase64(text));
  return document.getText('note');
};

/** The state as a person sees it: texts as read, since updates may be encoded in several ways. */
const seen = (registers: Readonly<Record<Path, Register>>): string =>
  canonicalJson(
    Object.fromEntries(
      Object.entries(registers).map(([path, { heads, dead, text }]) => [
        path,
        { heads, dead: dead ?? [], text: text === undefined ? null : noteIn(text).toJSON() },
      ]),
    ) as unknown as JsonValue,
  );

/** All ops of a history as they are once one of its paths is erased. */
function erasedAt(ops: readonly Op[], path: Path, erasedPart: ErasedPart): readonly Op[] {
  const heads = new Set(registersOf(fold(ops))[path]?.heads.map(({ dot }) => dot) ?? []);
  const there = ops.filter((op) => op.path === path);
  return eraseOpContents({ ops: there, heads, isHeld: () => false }, erasedPart);
}

const withErased = (ops: readonly Op[], erasedOps: readonly Op[]): readonly Op[] =>
  ops.map((op) => erasedOps.find(({ dot }) => dot === op.dot) ?? op);

const cases = history
  .filter((ops) => ops.length > 0)
  .chain((ops) =>
    fc.record({
      ops: fc.constant(ops),
      path: fc.constantFrom(...ops.map((op) => op.path)),
      part: fc.constantFrom<ErasedPart>('all', 'past'),
      ranks: fc.array(fc.integer(), { minLength: 14, maxLength: 14 }),
    }),
  );

describe('an erasure', () => {
  it('[E8, M2] leaves the same state in every order, whether the words came before it or never', () => {
    fc.assert(
      fc.property(cases, ({ ops, path, part, ranks }) => {
        const erasedOps = erasedAt(ops, path, part);
        const anew = fold(withErased(ops, erasedOps));
        const shuffled = withErased(ops, erasedOps)
          .map((op, at) => ({ op, rank: ranks[at] ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ op }) => op);
        expect(seen(registersOf(fold(shuffled)))).toBe(seen(registersOf(anew)));
        const before = registersOf(fold(ops));
        expect(seen(eraseFromRegisters(before, erasedOps) ?? before)).toBe(seen(registersOf(anew)));
      }),
      settings,
    );
  });

  it('[E8] of all leaves nothing at that path, and every other path as it was', () => {
    fc.assert(
      fc.property(cases, ({ ops, path }) => {
        const before = registersOf(fold(ops));
        const { [path]: gone, ...others } = registersOf(fold(withErased(ops, erasedAt(ops, path, 'all'))));
        const { [path]: was, ...othersBefore } = before;
        expect(gone?.heads.map(({ dot, value }) => ({ dot, value }))).toEqual(
          was?.heads.map(({ dot }) => ({ dot, value: null })),
        );
        expect(gone?.text === undefined ? '' : noteIn(gone.text).toJSON()).toBe('');
        expect(seen(others)).toBe(seen(othersBefore));
      }),
      settings,
    );
  });

  it('[E8] of past values leaves the current values', () => {
    fc.assert(
      fc.property(cases, ({ ops, path }) => {
        const after = registersOf(fold(withErased(ops, erasedAt(ops, path, 'past'))));
        expect(seen(after)).toBe(seen(registersOf(fold(ops))));
      }),
      settings,
    );
  });
});

describe('[E8] a text', () => {
  const secret = 'Zyx-4711';
  const update = (document: Y.Doc): string => encodeBase64(Y.encodeStateAsUpdate(document));
  const bytesHave = (text: string, words: string): boolean =>
    Buffer.from(text, 'base64').toString('latin1').includes(words);

  function typed(): Y.Doc {
    const document = new Y.Doc();
    document.clientID = 7;
    document.getText('note').insert(0, `before ${secret} after`);
    return document;
  }

  it('keeps deleted content through merges, and none of it after its erasure', () => {
    const document = typed();
    const whole = update(document);
    document.getText('note').delete(7, secret.length);
    const deleted = encodeBase64(
      Y.encodeStateAsUpdate(document, Y.encodeStateVectorFromUpdate(decodeBase64(whole))),
    );
    const merged = mergeTextUpdates(whole, deleted);
    expect(bytesHave(merged, secret)).toBe(true);
    expect(bytesHave(withoutDeletedText(merged), secret)).toBe(false);
    expect(noteIn(withoutDeletedText(merged)).toJSON()).toBe('before  after');
  });

  it('merges a colleague’s concurrent typing after erasure of its content, in any order', () => {
    const ours = typed();
    const before = update(ours);
    const theirs = new Y.Doc();
    theirs.clientID = 8;
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours));
    theirs.getText('note').insert(10, 'KEPT');
    const meanwhile = encodeBase64(Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(ours)));
    const empty = withoutTextContent(before);
    expect(bytesHave(empty, secret)).toBe(false);
    for (const text of [mergeTextUpdates(empty, meanwhile), mergeTextUpdates(meanwhile, empty)])
      expect(noteIn(text).toJSON()).toBe('KEPT');
  });

  it('that is held is in nothing that is left of the others', () => {
    const [shownTextOp, heldTextOp] = [
      aTextOp(dotOf(deviceA, 1), 'shown'),
      aTextOp(dotOf(deviceB, 1), secret),
    ];
    const about = {
      ops: [shownTextOp, heldTextOp],
      heads: new Set<Op['dot']>(),
      isHeld: (dot: Op['dot']) => dot === heldTextOp.dot,
    };
    expect(eraseOpContents(about, 'past').map(({ dot }) => dot)).toEqual([shownTextOp.dot]);
    const all = eraseOpContents(about, 'all').filter(isTextOp);
    expect(all.map(({ dot }) => dot)).toEqual([shownTextOp.dot, heldTextOp.dot]);
    expect(all.some(({ text }) => bytesHave(text, secret) || bytesHave(text, 'shown'))).toBe(false);
  });
});
