import { describe, expect, test } from 'vitest';
import { Document } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/op.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import {
  decideInstitution,
  decidePartnerState,
  duplicatesIn,
  findAlike,
  findInstitution,
  Institution,
  type InstitutionEntry,
  institutionKeyIn,
  institutionNameIn,
  institutionNamesIn,
  institutionPath,
  mostInstitutions,
  mostOtherNames,
  PartnerState,
  readInstitutions,
  registerOf,
  searchedNamesIn,
} from '#domain/programme/institutions.ts';
import { programmeKind } from '#domain/programme/programme.ts';
import { programmeSchema } from '#domain/programme/programme-schema.ts';
import { aDocument, anOp, deviceA } from '#tests/support/builders/ops.ts';

const ministry: Institution = {
  names: { en: 'Ministry of the Interior', fr: 'Ministère de l’Intérieur', ar: 'وزارة الداخلية' },
  otherNames: ['MoI'],
  type: 'MIN',
  level: 'national',
  state: 'UY',
  isClosed: false,
  mergedInto: null,
};
const idOf = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;
const entry = (n: number, part: Partial<Institution> = {}): InstitutionEntry => ({
  id: idOf(n),
  seen: [],
  value: { ...ministry, ...part },
});
const court = entry(2, { names: { en: 'Supreme Court' }, otherNames: [], type: 'JUD' });
const register = registerOf([entry(1), court]);
const typed = (name: string, country: string | null = 'UY') => ({ ref: null, name, country });
const idFound = (...[within, recordedInstitution]: Parameters<typeof findInstitution>): string | null => {
  const foundInstitution = findInstitution(within, recordedInstitution);
  return foundInstitution.kind === 'registered' ? foundInstitution.entry.id : foundInstitution.problem;
};

describe('[A1] the institution of a record', () => {
  test.each([
    'ministry of the interior',
    ' MINISTERE DE L’INTERIEUR ',
    "Ministère de l'Intérieur",
    'وِزارة الداخليّة',
  ])('is found under another spelling: %s', (name) => {
    expect(idFound(register, typed(name))).toBe(idOf(1));
  });

  test('is found by a former name, in its own State alone', () => {
    expect(idFound(register, typed('moi'))).toBe(idOf(1));
    expect(idFound(register, typed('moi', 'FJ'))).toBeNull();
    expect(idFound(register, typed('moi', null))).toBeNull();
  });

  test('is found by its id under any text', () => {
    expect(idFound(register, { ref: idOf(2), name: 'High court', country: 'UY' })).toBe(idOf(2));
  });

  test('is not found by a name of two institutions', () => {
    const two = registerOf([entry(1), entry(3)]);
    expect(idFound(two, typed('MoI'))).toBeNull();
  });

  test.each([
    ['unknown', { ref: idOf(9), name: 'A text', country: 'UY' }],
    ['elsewhere', { ref: idOf(2), name: 'A text', country: 'FJ' }],
  ])('is its text where its id is %s', (problem, recorded) => {
    expect(findInstitution(register, recorded)).toEqual({ kind: 'text', problem });
  });

  test('is the one that replaced it after merges', () => {
    const mergedInstitutionRegister = registerOf([entry(1, { mergedInto: idOf(2) }), court]);
    expect(idFound(mergedInstitutionRegister, typed('MoI'))).toBe(idOf(2));
    expect(institutionKeyIn(mergedInstitutionRegister, { ref: idOf(1), name: '', country: 'UY' })).toBe(
      idOf(2),
    );
  });

  test('is its text after merges in a circle', () => {
    const circle = registerOf([entry(1, { mergedInto: idOf(3) }), entry(3, { mergedInto: idOf(1) })]);
    expect(idFound(circle, { ref: idOf(1), name: 'MoI', country: 'UY' })).toBe('unknown');
  });

  test('has its present name for the reader, its key and all names of a search; or its text', () => {
    const recorded = { ref: null, name: 'moi', country: 'UY' };
    expect(institutionNamesIn(register, 'fr')(recorded)).toBe('Ministère de l’Intérieur');
    expect(institutionKeyIn(register, recorded)).toBe(idOf(1));
    expect(searchedNamesIn(register, recorded)).toEqual([
      'moi',
      'Ministry of the Interior',
      'Ministère de l’Intérieur',
      'وزارة الداخلية',
      'MoI',
    ]);
    const unknown = { ...recorded, name: 'Port Authority' };
    expect(institutionNamesIn(register, 'fr')(unknown)).toBe('Port Authority');
    expect(institutionKeyIn(register, unknown)).toBe('port authority');
    expect(searchedNamesIn(register, unknown)).toEqual(['Port Authority']);
    expect(searchedNamesIn(register, { ...recorded, name: '' })).toEqual([]);
  });

  test('is none for a text of signs alone, though an entry has such a name', () => {
    const signs = registerOf([entry(1, { otherNames: ['--'] })]);
    expect(idFound(signs, typed(' ?! '))).toBeNull();
  });

  test('is none by the name of two entries that were merged away in a circle', () => {
    const circle = registerOf([
      entry(1, { mergedInto: idOf(3) }),
      entry(3, { mergedInto: idOf(1) }),
      entry(2, { otherNames: ['MoI'] }),
    ]);
    expect(idFound(circle, typed('MoI'))).toBe(idOf(2));
  });

  test('belongs to no State in the work of any State', () => {
    const entity = registerOf([entry(4, { names: { en: 'UNODC' }, state: null, type: 'un-entity' })]);
    expect(idFound(entity, typed('unodc', 'FJ'))).toBe(idOf(4));
  });
});

test('[A1] the name of an institution is in the reader’s language, or in the first that has one', () => {
  expect(institutionNameIn(ministry.names, 'ar')).toBe('وزارة الداخلية');
  expect(institutionNameIn(ministry.names, 'zh')).toBe('Ministry of the Interior');
  expect(institutionNameIn({ ru: 'Суд' }, 'en')).toBe('Суд');
});

describe('[A1] an entry that may be the same', () => {
  test.each(['Interior, Ministry', 'Ministry of Interiors', 'الداخلية وزارة'])(
    'is pointed out before adding %s',
    (name) => {
      expect(findAlike(register, [name], 'UY').map(({ id }) => id)).toEqual([idOf(1)]);
    },
  );

  test('is none of another State, no merged one and not itself', () => {
    expect(findAlike(register, ['MoI'], 'FJ')).toEqual([]);
    expect(findAlike(register, ['MoI'], 'UY', idOf(1))).toEqual([]);
    expect(findAlike(registerOf([entry(1, { mergedInto: idOf(2) }), court]), ['MoI'], 'UY')).toEqual([]);
  });

  test.each([
    ['one more word', 'Ministry of the Interior Affairs'],
    ['one word less', 'Interior'],
    ['another word', 'Ministry of the Exterior'],
    ['two typing errors in a word', 'Ministry of the Intariar'],
    ['small words alone', 'of the'],
  ])('is none with %s', (_, name) => {
    expect(findAlike(register, [name], 'UY')).toEqual([]);
  });

  test('is found by any of several names, and in all States where the State is unknown', () => {
    expect(findAlike(register, ['Port Authority', 'moi'], 'UY').map(({ id }) => id)).toEqual([idOf(1)]);
    expect(findAlike(register, ['moi'], null).map(({ id }) => id)).toEqual([idOf(1)]);
  });

  test('is no second one where one was merged, or where names have no words', () => {
    const named = { names: { en: 'of' }, otherNames: [] };
    expect([...duplicatesIn(registerOf([entry(1, named), entry(3, named)]))]).toEqual([]);
    expect([...duplicatesIn(registerOf([entry(1, { mergedInto: idOf(2) }), entry(3), court]))]).toEqual([]);
    const three = registerOf([entry(1), entry(3), entry(4), entry(5, { state: 'FJ' })]);
    expect([...duplicatesIn(three)]).toEqual([
      [idOf(3), idOf(1)],
      [idOf(4), idOf(1)],
    ]);
  });

  test('is named when two people added the same one', () => {
    const both = registerOf([entry(1), entry(3, { names: { en: 'Interior Ministry' }, otherNames: [] })]);
    expect([...duplicatesIn(both)]).toEqual([[idOf(3), idOf(1)]]);
  });
});

describe('[A1] a change of the register', () => {
  const change = (part: Partial<Institution>, id = idOf(1), within = register) =>
    decideInstitution(within, id, { ...ministry, ...part });

  test('keeps a lost name as a former name, so that records are still found', () => {
    const renamed = change({ names: { en: 'Ministry of Security' } });
    expect(renamed).toMatchObject({
      ok: true,
      value: {
        otherNames: ['MoI', 'Ministry of the Interior', 'Ministère de l’Intérieur', 'وزارة الداخلية'],
      },
    });
  });

  test.each([
    ['institutionUnknown', { mergedInto: idOf(9) }],
    ['mergeCircle', { mergedInto: idOf(1) }],
    ['institutionElsewhere', { mergedInto: idOf(2), state: 'FJ' }],
  ])('is refused as %s', (kind, part) => {
    expect(change(part)).toEqual({ ok: false, refusal: { kind } });
  });

  test('is refused where two would replace each other', () => {
    const mergedInstitutionRegister = registerOf([entry(1, { mergedInto: idOf(2) }), court]);
    expect(
      decideInstitution(mergedInstitutionRegister, idOf(2), { ...court.value, mergedInto: idOf(1) }),
    ).toMatchObject({
      refusal: { kind: 'mergeCircle' },
    });
  });

  test('is refused beyond the bounds of names and of institutions', () => {
    const many = Array.from({ length: mostOtherNames }, (_, n) => `Name ${n}`);
    expect(change({ names: { en: 'Other' }, otherNames: many })).toMatchObject({
      refusal: { kind: 'namesFull' },
    });
    const full = new Map(Array.from({ length: mostInstitutions }, (_, n) => [String(n), entry(1)]));
    expect(change({}, idOf(3), { entries: full, idsByName: new Map() })).toMatchObject({
      refusal: { kind: 'registerFull' },
    });
  });

  test.each([
    ['no name', { names: {} }],
    ['no State for a ministry', { state: null }],
    ['a name of 201 letters', { names: { en: 'a'.repeat(201) } }],
  ])('is refused by the schema with %s', (_, part) => {
    const value = { ...ministry, ...part };
    expect(Institution.safeParse(value).success).toBe(false);
    const valueOp = anOp({ kind: programmeKind, path: institutionPath(idOf(1)), value });
    expect(checkAgainstSchema(programmeSchema, valueOp)).toMatchObject({ refusal: { kind: 'invalidValue' } });
  });
});

test.each([
  ['company of no State', { state: null, type: 'company' }, true],
  ['company of a State', { type: 'company' }, true],
  ['name of spaces', { names: { en: '  ' } }, false],
  [
    'number of other names at the bound',
    { otherNames: Array.from({ length: mostOtherNames }, () => 'Name') },
    true,
  ],
  ['number above it', { otherNames: Array.from({ length: mostOtherNames + 1 }, () => 'Name') }, false],
])('[security 5] the register judges a %s', (_, part, isOne) => {
  expect(Institution.safeParse({ ...ministry, ...part }).success).toBe(isOne);
});

test('[security 5] lines about a partner State have a bound, and no space around them', () => {
  const state = { status: 'agreed', institution: null, function: ' Head ', channel: '', agreement: '' };
  expect(PartnerState.parse(state).function).toBe('Head');
  for (const field of ['function', 'channel', 'agreement']) {
    expect(PartnerState.safeParse({ ...state, [field]: 'x'.repeat(200) }).success).toBe(true);
    expect(PartnerState.safeParse({ ...state, [field]: 'x'.repeat(201) }).success).toBe(false);
  }
});

test('[A1] the register of a programme is read by id, without entries that are none', () => {
  const valueOf = (value: unknown) => ({ heads: [{ dot: dotOf(deviceA, 1), stamp: [1, 0], value }] });
  const document = Document.parse({
    doc: aDocument,
    kind: programmeKind,
    registers: {
      [institutionPath(idOf(2))]: valueOf(court.value),
      [institutionPath(idOf(1))]: valueOf(ministry),
      [institutionPath(idOf(3))]: valueOf(null),
      [institutionPath(idOf(4))]: valueOf({ names: {} }),
      title: valueOf('CT TECH'),
    },
  });
  expect([...readInstitutions([undefined, document]).entries.values()]).toEqual([
    { ...entry(1), seen: [dotOf(deviceA, 1)] },
    { ...court, seen: [dotOf(deviceA, 1)] },
  ]);
});

describe('[A1] the focal point of a partner State', () => {
  const partner = (institution: string | null) =>
    ({ status: 'agreed', institution, function: 'Head of unit', channel: '', agreement: '' }) as const;

  test('is an institution of that State', () => {
    expect(decidePartnerState(register, 'UY', partner(idOf(1))).ok).toBe(true);
    expect(decidePartnerState(register, 'FJ', partner(idOf(1)))).toMatchObject({
      refusal: { kind: 'institutionElsewhere' },
    });
    expect(decidePartnerState(register, 'UY', partner(idOf(9)))).toMatchObject({
      refusal: { kind: 'institutionUnknown' },
    });
  });
});
