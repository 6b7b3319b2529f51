import type { JsonValue } from '#base/json.ts';
import { type Document, itemIdsBelow, type Register, shownHead, valueAt } from '../document/document.ts';
import type { Path } from '../document/op.ts';
import { plainTextOfUpdate } from '../document/plain-text-of-update.ts';
import { knownDocumentKinds, schemaOfKind } from '../kinds/document-kinds.ts';
import { descriptorOf } from '../kinds/kind-descriptors.ts';
import { pathExpressionOf } from '../path-rules/kind-schema.ts';
import { isCheckedForPersonalData } from '../path-rules/path-classes.ts';
import {
  findInstitutions,
  hasUnattributedTexts,
  hidesInstitutions,
  institutionsToHide,
  type NamedInstitution,
  unconfirmedInstitutionsIn,
} from './find-institutions.ts';
import { findPersonalData } from './find-personal-data.ts';
import { type PersonalDataHit, personalDataHitKey } from './personal-data-hit.ts';

/** A free text with unconfirmed hits. */
export interface UncheckedText {
  readonly path: string;
  readonly hits: readonly PersonalDataHit[];
}

/** Expression for the checked paths of each kind of document. */
const checkedPaths: ReadonlyMap<string, RegExp> = new Map(
  knownDocumentKinds.map((documentKind) => [
    documentKind,
    pathExpressionOf((schemaOfKind(documentKind) ?? []).filter(isCheckedForPersonalData)),
  ]),
);

/** Return whether people write freely into this register. Free-text questions of a form are in its instrument. */
function isFreeTextPath(kind: string, path: string, written: ReadonlySet<string>): boolean {
  const question = answeredQuestionAt(kind, path);
  return question === '' ? checkedPaths.get(kind)?.test(path) === true : written.has(question);
}

/** Return whether this may be such a register. Without the instrument, any answer of a form may be one. */
export const mayHoldFreeText = (kind: string, path: string): boolean =>
  isFreeTextPath(kind, path, noFreeTextQuestions) || answeredQuestionAt(kind, path) !== '';

/** Question of the form that a register answers; empty for every other register. */
const answeredQuestionAt = (kind: string, path: string): string =>
  descriptorOf(kind)?.answeredQuestionAt?.(path) ?? '';

const noFreeTextQuestions: ReadonlySet<string> = new Set();

/** Keys of the hits that somebody has confirmed: they name and reach nobody, or must be kept. */
export const confirmedHitKeys = (document: Document | undefined): readonly string[] =>
  itemIdsBelow(document, 'text-checks').filter((key) => valueAt(document, `text-checks/${key}`) === true);

/** Hits of a text that are still to be confirmed or removed (docs/requirements.md E2). */
export const unconfirmedHitsIn = (
  text: string,
  roster: readonly string[],
  confirmed: readonly string[],
): readonly PersonalDataHit[] =>
  findPersonalData(text, roster).filter((hit) => !confirmed.includes(personalDataHitKey(hit)));

/**
 * Find all texts with unconfirmed hits, before a record leaves the laptop and before it is submitted.
 * @param written questions of its form that are answered in words (`freeTextQuestionIds`)
 * @param registeredInstitutions institutions of the programme, which a text without attribution must not name
 */
export function findUncheckedTexts(
  document: Document,
  roster: readonly string[],
  written: ReadonlySet<string> = noFreeTextQuestions,
  registeredInstitutions: readonly NamedInstitution[] = [],
): readonly UncheckedText[] {
  const confirmed = new Set(confirmedHitKeys(document));
  const hiddenInstitutions = institutionsHiddenIn(document, registeredInstitutions);
  return Object.keys(document.registers).flatMap((path): readonly UncheckedText[] => {
    const found = [
      ...hitsAt(document, path, roster, written),
      ...institutionsAt(document, path, hiddenInstitutions),
    ];
    const hits = found.length === 0 ? found : found.filter((hit) => !confirmed.has(personalDataHitKey(hit)));
    return hits.length === 0 ? [] : [{ path, hits }];
  });
}

const noInstitutions: readonly NamedInstitution[] = [];

/** Institutions that no text without attribution of this record may name; none for other records. */
const institutionsHiddenIn = (
  document: Document,
  registeredInstitutions: readonly NamedInstitution[],
): readonly NamedInstitution[] =>
  hasUnattributedTexts(document.kind) ? institutionsToHide(document, registeredInstitutions) : noInstitutions;

/** Institutions that a text without attribution names. */
function institutionsAt(
  document: Document,
  path: string,
  hiddenInstitutions: readonly NamedInstitution[],
): readonly PersonalDataHit[] {
  const register = document.registers[path as Path]; // a key of the registers
  if (register === undefined || hiddenInstitutions.length === 0 || !hidesInstitutions(document, path))
    return [];
  return textsInRegister(register).flatMap((text) => findInstitutions(text, hiddenInstitutions));
}

/** Hits of a register, and the question that they answer. A screen asks again after every change of a record. */
interface FoundHits {
  readonly path: string;
  readonly roster: readonly string[];
  readonly written: ReadonlySet<string>;
  readonly hits: readonly PersonalDataHit[];
}

const foundHits = new WeakMap<Register, FoundHits>();

/** Hits of the register at a path; none where people do not write freely. */
function hitsAt(
  { kind, registers }: Document,
  path: string,
  roster: readonly string[],
  written: ReadonlySet<string>,
): readonly PersonalDataHit[] {
  const register = registers[path as Path]; // a key of the registers
  if (register === undefined) return [];
  const found = foundHits.get(register);
  if (found?.path === path && found.roster === roster && found.written === written) return found.hits;
  const hits = isFreeTextPath(kind, path, written) ? hitsInRegister(register, roster) : [];
  foundHits.set(register, { path, roster, written, hits });
  return hits;
}

const hitsInRegister = (register: Register, roster: readonly string[]): readonly PersonalDataHit[] =>
  textsInRegister(register).flatMap((text) => findPersonalData(text, roster));

const textsInRegister = (register: Register): readonly string[] =>
  register.text === undefined ? textsInValue(shownHead(register)?.value) : [plainTextOfUpdate(register.text)];

/** Forms of a value without its texts that have these hits, to send in place of the value; the emptiest first. */
export const valuesWithoutHits = (value: JsonValue, hits: readonly PersonalDataHit[]): readonly JsonValue[] =>
  ['', '…'].map((left): JsonValue => {
    const withoutText = (part: JsonValue): JsonValue =>
      typeof part === 'string' && hits.some(({ text }) => part.includes(text)) ? left : part;
    return typeof value !== 'object' || value === null || Array.isArray(value)
      ? withoutText(value)
      : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutText(part)]));
  });

/** Return whether a value of a register has hits that nobody has confirmed. */
export const hasUnconfirmedHits = (
  { kind, path, value }: { readonly kind: string; readonly path: string; readonly value: JsonValue },
  roster: readonly string[],
  confirmed: readonly string[],
  written: ReadonlySet<string>,
): boolean =>
  isFreeTextPath(kind, path, written) &&
  textsInValue(value).some((text) => unconfirmedHitsIn(text, roster, confirmed).length > 0);

/** Return whether a value of a text without attribution names an institution that nobody has confirmed. */
export function namesHiddenInstitution(
  document: Document,
  { path, value }: { readonly path: string; readonly value: JsonValue },
  registeredInstitutions: readonly NamedInstitution[],
  confirmed: readonly string[],
): boolean {
  if (!hidesInstitutions(document, path)) return false;
  const hiddenInstitutions = institutionsHiddenIn(document, registeredInstitutions);
  return textsInValue(value).some(
    (text) => unconfirmedInstitutionsIn(text, hiddenInstitutions, confirmed).length > 0,
  );
}

/** Return whether a person has to check a new value of a register. */
export const mayNamePerson = (value: unknown, roster: readonly string[]): boolean =>
  textsInValue(value).some((text) => findPersonalData(text, roster).length > 0);

/** Text of a register, or texts within a structured value. */
function textsInValue(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).filter((part): part is string => typeof part === 'string')
    : [];
}
