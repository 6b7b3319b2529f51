import { groupByKey } from '#base/group.ts';
import {
  authorshipAt,
  type Document,
  isItemRemoved,
  itemIdsBelow,
  plainTextAt,
  readValueAt,
  valueAt,
} from '#domain/document/document.ts';
import { type Path, type PathValue, pathOf } from '#domain/document/op.ts';
import { compareWritten, writePositionAt } from '#domain/document/written-order.ts';
import { type TestPhase, TestSheet, WorkshopTest } from '#domain/workshop/workshop-test.ts';
import { itemsOfForm, type TestBank, testBankOf, wholeTestOf } from './test-bank.ts';
import {
  type AnsweredTest,
  computeTestResults,
  pairingKeyOf,
  type TestResults,
  testTotalOf,
} from './test-results.ts';

/** Answers of one person as a workshop has them. */
interface StoredTestSheet extends TestSheet {
  readonly id: string;
  readonly atMs: number;
  /** Set aside for another one with the same code; it stays and counts in nothing. */
  readonly isSetAside: boolean;
  /** Points in per cent. */
  readonly total: number;
}

/** Test of a workshop; the whole bank of its template until somebody chose. */
export const readWorkshopTest = (workshop: Document | undefined): WorkshopTest =>
  readValueAt(workshop, 'test', WorkshopTest, wholeTestOf(bankOfWorkshop(workshop)));

/**
 * Bank from which a workshop's test is chosen. Earlier versions gave each template the items of W1: answers to them
 * keep their items, and their results.
 */
export function bankOfWorkshop(workshop: Document | undefined): TestBank {
  const ownTestBank = testBankOf(plainTextAt(workshop, 'template') || null);
  const hasAnswers = itemIdsBelow(workshop, 'test-sheets').length > 0;
  return ownTestBank.formA.length === 0 && hasAnswers ? testBankOf(null) : ownTestBank;
}

/** Whether a workshop has items for a test. */
export const hasTest = (workshop: Document | undefined): boolean => bankOfWorkshop(workshop).formA.length > 0;

/** Sheets of a workshop, those set aside too. They are in the order of writing: rows of one list stay in its order. */
export function readTestSheets(workshop: Document | undefined): readonly StoredTestSheet[] {
  const testBank = bankOfWorkshop(workshop);
  const workshopTest = readWorkshopTest(workshop);
  return itemIdsBelow(workshop, 'test-sheets')
    .flatMap((id) => {
      const sheet = TestSheet.safeParse(valueAt(workshop, sheetPathOf(id)));
      if (!sheet.success) return []; // of a later version, or erased
      const { form, answers } = sheet.data;
      return [
        {
          ...sheet.data,
          id,
          atMs: authorshipAt(workshop, sheetPathOf(id))?.atMs ?? 0,
          isSetAside: isItemRemoved(workshop, `test-sheets/${id}`),
          total: testTotalOf({ items: itemsOfForm(testBank, workshopTest, form), answers }),
        },
      ];
    })
    .toSorted((a, b) =>
      compareWritten(
        writePositionAt(workshop, sheetPathOf(a.id)),
        writePositionAt(workshop, sheetPathOf(b.id)),
      ),
    );
}

const sheetPathOf = (id: string): Path => pathOf('test-sheets', id, 'sheet');

/** Results of a workshop's test. */
export function testResultsOf(workshop: Document | undefined): TestResults {
  const testBank = bankOfWorkshop(workshop);
  const workshopTest = readWorkshopTest(workshop);
  const counted = decidedSheetsOf(readTestSheets(workshop));
  const answeredIn = (testPhase: TestPhase): readonly AnsweredTest[] =>
    counted
      .filter((sheet) => sheet.phase === testPhase)
      .map(({ code, form, answers }) => ({
        code,
        answers,
        items: itemsOfForm(testBank, workshopTest, form),
      }));
  return computeTestResults(
    itemsOfForm(testBank, workshopTest, 'a'),
    answeredIn('before'),
    answeredIn('after'),
  );
}

/** Sheets of one phase under one code. */
export interface RepeatedSheets {
  readonly phase: TestPhase;
  readonly code: string;
  readonly sheets: readonly StoredTestSheet[];
  /** The sheet that a person chose; null while none or several stand, and the code is then in no figure. */
  readonly counted: string | null;
}

/** Codes that somebody used more than once in a phase. */
export function findRepeatedSheets(testSheets: readonly StoredTestSheet[]): readonly RepeatedSheets[] {
  const groups = groupByKey(testSheets, ({ phase, code }) => `${phase} ${pairingKeyOf(code)}`);
  return [...groups.values()].flatMap((group) => {
    const [firstTestSheet] = group;
    if (firstTestSheet === undefined || group.length < 2) return [];
    const [standing, ...otherTestSheets] = group.filter(({ isSetAside }) => !isSetAside);
    const counted = otherTestSheets.length > 0 ? null : (standing?.id ?? null);
    return [{ phase: firstTestSheet.phase, code: firstTestSheet.code, sheets: group, counted }];
  });
}

/** Sheets that count: without those set aside, and without codes on which a person still has to decide. */
function decidedSheetsOf(testSheets: readonly StoredTestSheet[]): readonly StoredTestSheet[] {
  const undecided = new Set(undecidedCodesOf(findRepeatedSheets(testSheets)));
  return testSheets.filter(({ code, isSetAside }) => !isSetAside && !undecided.has(pairingKeyOf(code)));
}

/** Keys of the codes with several answers in a phase of which no person has chosen one. */
export const undecidedCodesOf = (repeatedSheetses: readonly RepeatedSheets[]): readonly string[] => [
  ...new Set(repeatedSheetses.flatMap(({ code, counted }) => (counted === null ? [pairingKeyOf(code)] : []))),
];

/** Codes with an answer in one phase only. */
export interface UnpairedCodes {
  readonly beforeOnly: readonly string[];
  readonly afterOnly: readonly string[];
}

/** Find the answers without their pair. They are kept, counted as unpaired, and in no figure. */
export function findUnpairedCodes(testSheets: readonly StoredTestSheet[]): UnpairedCodes {
  const counted = decidedSheetsOf(testSheets);
  const codesOf = (testPhase: TestPhase): ReadonlyMap<string, string> =>
    new Map(
      counted
        .filter((testSheet) => testSheet.phase === testPhase)
        .map(({ code }) => [pairingKeyOf(code), code] as const),
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
export const addTestSheet = (id: string, testSheet: TestSheet): PathValue => ({
  path: sheetPathOf(id),
  value: testSheet,
});

/** Form of the first or second phase: the second form after the workshop, if the test has one. */
export const formOfPhase = (workshopTest: WorkshopTest, testPhase: TestPhase): 'a' | 'b' =>
  testPhase === 'after' && workshopTest.formB.length > 0 ? 'b' : 'a';
