import {
  authorshipAt,
  type Document,
  isItemRemoved,
  itemIdsBelow,
  plainTextAt,
  readValueAt,
  valueAt,
} from '#domain/document/document.ts';
import { pathOf, type PathValue } from '#domain/document/op.ts';
import { type TestPhase, TestSheet, WorkshopTest } from '#domain/workshop/workshop-test.ts';
import { itemsOfForm, type TestBank, testBankOf, wholeTestOf } from './test-bank.ts';
import { type AnsweredTest, computeTestResults, pairingKeyOf, type TestResults } from './test-results.ts';

/** Answers of one person as a workshop has them. */
interface StoredTestSheet extends TestSheet {
  readonly id: string;
  readonly atMs: number;
  /** Set aside for another one with the same code; it stays and counts in nothing. */
  readonly isSetAside: boolean;
}

/** Test of a workshop; the whole bank of its template until somebody chose. */
export const readWorkshopTest = (workshop: Document | undefined): WorkshopTest =>
  readValueAt(workshop, 'test', WorkshopTest, wholeTestOf(bankOfWorkshop(workshop)));

/** Bank from which a workshop's test is chosen. */
export const bankOfWorkshop = (workshop: Document | undefined): TestBank =>
  testBankOf(plainTextAt(workshop, 'template') || null);

/** Sheets of a workshop, the first written first; those set aside too. */
export function readTestSheets(workshop: Document | undefined): readonly StoredTestSheet[] {
  return itemIdsBelow(workshop, 'test-sheets')
    .flatMap((id) => {
      const sheet = TestSheet.safeParse(valueAt(workshop, `test-sheets/${id}/sheet`));
      if (!sheet.success) return []; // of a later version, or erased
      const atMs = authorshipAt(workshop, `test-sheets/${id}/sheet`)?.atMs ?? 0;
      return [{ ...sheet.data, id, atMs, isSetAside: isItemRemoved(workshop, `test-sheets/${id}`) }];
    })
    .toSorted((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

/** Results of a workshop's test. */
export function testResultsOf(workshop: Document | undefined): TestResults {
  const bank = bankOfWorkshop(workshop);
  const test = readWorkshopTest(workshop);
  const counted = readTestSheets(workshop).filter(({ isSetAside }) => !isSetAside);
  const answeredIn = (phase: TestPhase): readonly AnsweredTest[] =>
    counted
      .filter((sheet) => sheet.phase === phase)
      .map(({ code, form, answers }) => ({ code, answers, items: itemsOfForm(bank, test, form) }));
  return computeTestResults(itemsOfForm(bank, test, 'a'), answeredIn('before'), answeredIn('after'));
}

/** Sheets of one phase under one code; the first that is not set aside counts. */
export interface RepeatedSheets {
  readonly phase: TestPhase;
  readonly code: string;
  readonly sheets: readonly StoredTestSheet[];
  readonly counted: string | null;
}

/** Codes that somebody used more than once in a phase. */
export function findRepeatedSheets(sheets: readonly StoredTestSheet[]): readonly RepeatedSheets[] {
  const groups = new Map<string, StoredTestSheet[]>();
  for (const sheet of sheets) {
    const key = `${sheet.phase} ${pairingKeyOf(sheet.code)}`;
    groups.set(key, [...(groups.get(key) ?? []), sheet]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < 2) return [];
    const counted = group.find(({ isSetAside }) => !isSetAside)?.id ?? null;
    return [{ phase: first.phase, code: first.code, sheets: group, counted }];
  });
}

/** Codes with an answer in one phase only. */
export interface UnpairedCodes {
  readonly beforeOnly: readonly string[];
  readonly afterOnly: readonly string[];
}

/** Find the answers without their pair. They are kept, counted as unpaired, and in no figure. */
export function findUnpairedCodes(sheets: readonly StoredTestSheet[]): UnpairedCodes {
  const counted = sheets.filter(({ isSetAside }) => !isSetAside);
  const codesOf = (phase: TestPhase): ReadonlyMap<string, string> =>
    new Map(
      counted.filter((one) => one.phase === phase).map(({ code }) => [pairingKeyOf(code), code] as const),
    );
  const before = codesOf('before');
  const after = codesOf('after');
  const missingIn = (here: typeof before, there: typeof before): readonly string[] =>
    [...here].flatMap(([key, code]) => (there.has(key) ? [] : [code])).toSorted();
  return { beforeOnly: missingIn(before, after), afterOnly: missingIn(after, before) };
}

/** Let one of several sheets count, and set the others aside. Nothing is deleted. */
export function chooseCountedSheet({ sheets }: RepeatedSheets, chosen: string): readonly PathValue[] {
  return sheets
    .filter(({ id, isSetAside }) => isSetAside === (id === chosen))
    .map(({ id }) => ({ path: pathOf('test-sheets', id, 'removed'), value: id !== chosen }));
}

/** Write of a new sheet. */
export const addTestSheet = (id: string, sheet: TestSheet): PathValue => ({
  path: pathOf('test-sheets', id, 'sheet'),
  value: sheet,
});

/** Form of the first or second phase: the second form after the workshop, if the test has one. */
export const formOfPhase = (test: WorkshopTest, phase: TestPhase): 'a' | 'b' =>
  phase === 'after' && test.formB.length > 0 ? 'b' : 'a';
