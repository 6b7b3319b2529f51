import { expect, test } from 'vitest';
import { findValuesToSeal } from '#domain/workshop/values-to-seal.ts';
import { aParticipantCard, participantId } from '#tests/support/builders/a-participant-card.ts';
import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { Path, dotOf } from '#domain/document/op.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';

const [desk, me, later] = [`age1${'q'.repeat(58)}`, `age1${'p'.repeat(58)}`, `age1${'z'.repeat(58)}`];
const at = (field: string): string => `participants/${participantId(1)}/${field}`;
const card = { ...aParticipantCard(), revision: 1, changedAtMs: 1 };
const consent = { [at('consents/follow-up')]: { given: true, on: '2026-11-24' } };
const sealed = (to: string, recipient: string) => ({ to, recipient, box: 'AAAA' });

type Values = Readonly<Record<string, JsonValue>>;

const workshopWith = (values: Values): Document => ({
  ...emptyDocument(card.doc, workshopKind),
  registers: Object.fromEntries(
    Object.entries(values).map(([path, value], n) => [
      Path.parse(path),
      { heads: [{ dot: dotOf(aDevice(1), n + 1), stamp: [1, n] as const, value }] },
    ]),
  ),
});
const pathsOf = (values: Values, recipients: Parameters<typeof findValuesToSeal>[2]) =>
  findValuesToSeal(workshopWith(values), [card], recipients).map(({ path }) => path);

test('[E] a name waits for the certificate desk’s key, an address for consent and its key', () => {
  expect(pathsOf(consent, {})).toEqual([]);
  expect(pathsOf({}, { 'certificate-desk': desk, me })).toEqual([at('name')]);
  expect(pathsOf(consent, { 'certificate-desk': desk, me })).toEqual([at('name'), at('email')]);
});

test('[E] a value is encrypted again only for another key', () => {
  const both = {
    ...consent,
    [at('name')]: sealed('certificate-desk', desk),
    [at('email')]: sealed('me', me),
  };
  expect(pathsOf(both, { 'certificate-desk': desk, me })).toEqual([]);
  expect(pathsOf(both, { 'certificate-desk': later, me })).toEqual([at('name')]);
});

test('[E] nothing of a removed participant is encrypted', () => {
  expect(pathsOf({ ...consent, [at('removed')]: true }, { 'certificate-desk': desk, me })).toEqual([]);
});
