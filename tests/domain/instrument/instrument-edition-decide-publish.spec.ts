import { deflateSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { encodeBase64 } from '#base/base64.ts';
import { refuse } from '#base/result.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf, type InitialValue, numberOfDot, type Op, pathOf } from '#domain/document/op.ts';
import {
  canonicalInstrumentText,
  instrumentHashOf,
  packInstrumentContent,
  unpackInstrumentContent,
} from '#domain/instrument/instrument-content.ts';
import {
  compareInstrumentVersions,
  decidePublish,
  instrumentDocumentId,
  readInstrumentEdition,
  readPublishedInstrument,
} from '#domain/instrument/instrument-edition.ts';
import { instrumentKind, maximumContentBytes } from '#domain/instrument/instrument-kind.ts';
import { admitOp } from '#domain/kinds/admit-op.ts';
import type { Role } from '#domain/people/role.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { aLongInstrument, anInstrument } from '#tests/support/builders/instruments.ts';
import { deviceA } from '#tests/support/builders/ops.ts';

const opsOf = (initialValues: readonly InitialValue[], first = 1): readonly Op[] =>
  initialValues.map((initialValue, at) => ({
    ...initialValue,
    dot: dotOf(deviceA, first + at),
    stamp: [first + at, 0],
    over: [],
  }));

const fold = (ops: readonly Op[]): Document =>
  ops.reduce(
    (document, op) => applyOpToDocument(document, op, (dot) => numberOfDot(dot) < numberOfDot(op.dot)),
    emptyDocument(instrumentDocumentId('water-points@3'), instrumentKind),
  );

function published(instrument: Instrument = anInstrument()): readonly InitialValue[] {
  const values = decidePublish(instrument, undefined);
  if (!values.ok) throw new Error(`Not published: ${values.refusal.kind}`);
  return values.value;
}

const without = (path: string) => published().filter((value) => value.path !== path);
const instead = (path: string, value: InitialValue['value']) =>
  published().map((initialValue) => (initialValue.path === path ? { ...initialValue, value } : initialValue));

test('[instruments] a published instrument reads back unchanged, with its name, hash and question count', () => {
  const document = fold(opsOf(published()));
  expect(readPublishedInstrument(document)).toEqual({ ok: true, value: anInstrument() });
  expect(readInstrumentEdition(document)).toEqual({
    ref: 'water-points@3',
    id: 'water-points',
    version: '3',
    title: 'Water points',
    languages: ['en', 'fr'],
    questions: 2,
    hash: instrumentHashOf(anInstrument()),
    status: 'published',
  });
});

test('[instruments] a form of a thousand questions travels in parts that fit ops, and arrives whole', () => {
  const long = aLongInstrument(1_073);
  const parts = published(long).filter(({ path }) => path.startsWith('content/'));
  expect(parts.length).toBeGreaterThan(1);
  for (const { value } of parts) expect(JSON.stringify(value).length).toBeLessThanOrEqual(64 * 1024);
  expect(readPublishedInstrument(fold(opsOf(published(long))))).toEqual({ ok: true, value: long });
});

test('[instruments] an administrator may make every write of it, and nobody else any', () => {
  const may = (role: Role) => opsOf(published()).filter((op) => admitOp(op, [role], undefined).ok).length;
  expect(may('admin')).toBe(published().length);
  expect([may('reviewer'), may('mission-lead'), may('assessor')]).toEqual([0, 0, 0]);
});

test('[J5] a published instrument is immutable: a second write except of the status is refused', () => {
  const document = fold(opsOf(published()));
  const again = opsOf(published(anInstrument({ title: { en: 'Wells' } })), 50);
  const verdicts = again.map((op) => {
    const admitted = admitOp(op, ['admin'], document);
    return [op.path, admitted.ok ? 'yes' : admitted.refusal.kind];
  });
  expect(verdicts.filter(([, verdict]) => verdict !== 'writtenOnce')).toEqual([['status', 'yes']]);
});

test('[instruments] publishing again: the same content writes nothing, another one asks for a new version', () => {
  const document = fold(opsOf(published()));
  expect(decidePublish(anInstrument(), document)).toEqual({ ok: true, value: [] });
  const otherInstrument = anInstrument({ title: { en: 'Wells' } });
  expect(decidePublish(otherInstrument, document)).toEqual(refuse({ kind: 'differs' }));
});

test('[instruments] the hash is independent of field order and of fields without a value', () => {
  const { id, version, ...rest } = anInstrument();
  expect(instrumentHashOf({ ...rest, version, id, source: undefined })).toBe(
    instrumentHashOf(anInstrument()),
  );
  expect(canonicalInstrumentText(anInstrument())).not.toContain('undefined');
});

test.each([
  ['a part that is missing', without('content/0'), 'incomplete'],
  ['a head that is missing', without('version'), 'incomplete'],
  ['a part of another text', instead('content/0', encodeBase64(deflateSync(strToU8('{}')))), 'hash'],
  ['a part that is no deflate', instead('content/0', encodeBase64(strToU8('nothing'))), 'packed'],
  ['another name than its own', instead('version', '4'), 'name'],
])('[instruments] %s is told and not used', (_what, initialValues, kind) => {
  expect(readPublishedInstrument(fold(opsOf(initialValues)))).toEqual(refuse({ kind }));
});

test('[instruments] a text that swells beyond any instrument ends before it fills the memory', () => {
  const bomb = encodeBase64(deflateSync(new Uint8Array(3 * maximumContentBytes), { level: 9 }));
  expect(unpackInstrumentContent({ hash: '0'.repeat(64), parts: [bomb] })).toEqual(
    refuse({ kind: 'packed' }),
  );
});

test.each([
  ['not an instrument', '{"id":1}'],
  ['no JSON', 'hello'],
  ['nested a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
])('[instruments] published content that is %s is refused as an unknown form', async (_what, text) => {
  const { sha256Of } = await import('#sync/protocol/hash.ts');
  const content = { hash: sha256Of(text), parts: [encodeBase64(deflateSync(strToU8(text)))] };
  expect(unpackInstrumentContent(content)).toEqual(refuse({ kind: 'form' }));
});

test('[instruments] an instrument that no laptop would take is refused before it is written', () => {
  const huge = anInstrument({ settings: { note: 'x'.repeat(maximumContentBytes) } });
  expect(packInstrumentContent(huge)).toEqual(refuse({ kind: 'tooLarge' }));
});

test('[instruments] versions are ordered as authors number them', () => {
  const sorted = ['10', '9', '2024.1', '1.10', '1.9', '1.9b', '2024'].toSorted(compareInstrumentVersions);
  expect(sorted).toEqual(['1.9', '1.9b', '1.10', '9', '10', '2024', '2024.1']);
});

test('[instruments] the document of a version is named by it alone', () => {
  expect(instrumentDocumentId('a@1')).toBe(instrumentDocumentId('a@1'));
  expect(instrumentDocumentId('a@1')).not.toBe(instrumentDocumentId('a@2'));
  expect(pathOf('content', '0')).toBe('content/0');
});
