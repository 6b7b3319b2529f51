import type { JsonValue } from '#base/json.ts';
import { contestedAnswersOf } from '#domain/assessment/answer-conflict.ts';
import { readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import { readFieldRemarks } from '#domain/assessment/read-answer.ts';
import { commentsToResolve, readAssessmentReview } from '#domain/assessment/review/review.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { DeviceId } from '#domain/ids.ts';
import { readPlanItems } from '#domain/plan/action-plan.ts';
import { findDuplications } from '#domain/plan/plan-duplications.ts';
import { findOverlaps } from '#domain/plan/plan-overlaps.ts';
import { listPlanItem, summarizeByLead } from '#domain/plan/plan-table.ts';
import { confirmedHitKeys, findUncheckedTexts } from '#domain/privacy/find-unchecked-texts.ts';
import { duplicatesIn, findAlike, type Institution, registerOf } from '#domain/programme/institutions.ts';
import { linkedWorkOf } from '#domain/request/step-advice.ts';
import { searchedTextsOf } from '#domain/search/searched-texts.ts';
import { findRepeatedSheets, readTestSheets, testResultsOf } from '#domain/workshop/learning/test-sheets.ts';
import { groupValidatedLessons, readLessons } from '#domain/workshop/lesson.ts';
import { guessImportHead } from '#domain/workshop/participant-import/import-columns.ts';
import { previewImport } from '#domain/workshop/participant-import/participant-import.ts';
import { maximumParticipants, readAllParticipants } from '#domain/workshop/register.ts';
import { breakDownRegister } from '#domain/workshop/register-breakdown.ts';
import { groupEntries, readSessionEntries } from '#domain/workshop/session-entry.ts';
import { timeConflictsOf, workshopTimesOf } from '#domain/workshop/session-times.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import type { BenchFigure } from '../rig/figure-table.ts';

/** Cost at ten times the size, by the cost at one: 10 for a list that is read once, 100 where all pairs are compared. */
const maximumGrowth = 15;
const growth = 10;
const [rounds, mostRounds] = [3, 20];
/** A round lasts so long at least, so that the processor's clock can tell. */
const leastMicros = 20_000;

const device = DeviceId.parse('5'.repeat(32));
const otherDevice = DeviceId.parse('6'.repeat(32));
const [log, otherLog] = [aLog(1), aLog(2)];
const text = 'The registry is open on three days a week.';

type Values = Readonly<Record<string, JsonValue>>;

/** Growth of the cost of each comparison with ten times as many items, of which all could be pairs. */
export async function measurePairs(): Promise<readonly BenchFigure[]> {
  return tasks.map(({ name, size, prepare }): BenchFigure => {
    const [small, large] = [prepare(size), prepare(size * growth)];
    for (const task of [small, large]) task(); // compiles
    // Other work on the machine makes a round longer and never shorter: the least of enough rounds is the cost.
    let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < rounds || (round < mostRounds && most / least > maximumGrowth); round += 1) {
      least = Math.min(least, microsOf(small));
      most = Math.min(most, microsOf(large));
    }
    const ratio = most / least;
    const shown = (micros: number): string => `${(micros / 1_000).toFixed(1)} ms`;
    return {
      name: `${name}: ${(size * growth).toLocaleString('en')}`,
      value: `${shown(most)} (x ${ratio.toFixed(1)})`,
      floor: `${shown(least)} for ${size}`,
      target: `<= ${maximumGrowth} x`,
      isMet: ratio <= maximumGrowth,
    };
  });
}

/** A document with these values; of a path with two, both are there and a person has to decide. */
function documentOf(kind: string, values: Values, contested: Values = {}): Document {
  const registers = Object.entries(values).map(([path, value], at) => {
    const head = (by: DeviceId, said: JsonValue) => ({
      dot: dotOf(by, at + 1),
      stamp: [1_767_225_600_000 + at, 0] as const,
      value: said,
    });
    const other = contested[path];
    const heads = [head(device, value), ...(other === undefined ? [] : [head(otherDevice, other)])];
    return [Path.parse(path), { heads }] as const;
  });
  return { doc: aDoc(1), kind: DocumentKind.parse(kind), registers: Object.fromEntries(registers) };
}

/** Values of `count` items of a list, each with its parts. */
const listOf = (count: number, list: string, parts: (at: number) => Values): Values =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) =>
      Object.entries(parts(at)).map(([part, value]) => [`${list}/i${at}/${part}`, value] as const),
    ).flat(),
  );

/** A task on a list of some length; it gets a fresh document each time, as after each change of a colleague. */
interface PairsTask {
  readonly name: string;
  /** Length at one; the other one is ten times as long. */
  readonly size: number;
  readonly prepare: (size: number) => () => unknown;
}

const planValues = (size: number): Values =>
  listOf(size, 'items', (at) => ({
    title: text,
    dimension: 'D4',
    lead: `Entity ${at}`,
    from: '2027-01-11',
    to: '2027-03-26',
    status: 'agreed',
    order: `a${at}`,
    [`apart/i${at + 1}`]: 'Another unit',
    'milestones/m1/text': text,
  }));

const institution = (at: number): Institution =>
  ({
    names: { en: `Institute of forensic work number ${at}` },
    otherNames: [],
    state: 'UY',
    mergedInto: null,
  }) as unknown as Institution; // the parts that comparisons read

const tasks: readonly PairsTask[] = [
  {
    name: 'plan items of one quarter',
    size: 400,
    prepare: (size) => {
      const plan = documentOf('action-plan', planValues(size));
      return () => {
        const planItems = readPlanItems({ ...plan, registers: { ...plan.registers } });
        const listedItems = planItems.map((item) => listPlanItem(log, plan.doc, item));
        return [
          findDuplications(planItems),
          findOverlaps(listedItems, () => 'UY'),
          summarizeByLead(listedItems, '2027-02-01'),
        ];
      };
    },
  },
  {
    name: 'institutions of a register',
    size: 500,
    prepare: (size) => {
      const entries = Array.from({ length: size }, (_, at) => ({
        id: `i${at}`,
        value: institution(at),
        seen: [],
      }));
      return () => {
        const register = registerOf(entries);
        return [duplicatesIn(register), findAlike(register, ['Institute of forensic works'], 'UY')];
      };
    },
  },
  {
    name: 'requests with links',
    size: 1_000,
    prepare: (size) => {
      const records = Array.from({ length: size }, (_, at) => ({
        log: at % 2 === 0 ? log : otherLog,
        doc: aDoc(at + 1),
        title: text,
        status: 'draft',
      }));
      const links = records.map((one) => ({ log: one.log, doc: one.doc, item: null }));
      const sources = { missions: [], assessments: records, workshops: records, items: [] };
      return () => linkedWorkOf(links as never, sources);
    },
  },
  {
    name: 'participants of a list',
    size: maximumParticipants / growth,
    prepare: (size) => {
      const head = ['Name', 'Institution', 'Function'];
      const rows = Array.from({ length: size }, (_, at) => ({
        row: at + 2,
        cells: [`Person Number${at}`, `Institute ${at}`, 'Investigator'],
      }));
      const all = [{ row: 1, cells: head }, ...rows];
      const knownImportHead = guessImportHead(all);
      const sheet = { name: '', rows: all, unread: [] } as never;
      const choices = {
        columns: knownImportHead.columns,
        institutionForAll: '',
        functionForAll: null,
        functions: {},
        today: '2027-02-01',
      };
      const workshop = documentOf(
        'workshop',
        listOf(size, 'participants', (at) => ({
          code: `P-${at}`,
          institution: `Institute ${at}`,
          'institution-type': `T${at}`,
        })),
      );
      return () => {
        const participants = readAllParticipants({ ...workshop, registers: { ...workshop.registers } });
        return [previewImport(sheet, knownImportHead, choices, []), breakDownRegister(participants, [], [])];
      };
    },
  },
  {
    name: 'test answers',
    size: 300,
    prepare: (size) => {
      const workshop = documentOf(
        'workshop',
        listOf(size, 'test-sheets', (at) => ({
          sheet: {
            phase: at % 2 === 0 ? 'before' : 'after',
            code: `cloud${Math.floor(at / 4)}`,
            form: 'a',
            source: 'paper',
            answers: { 'W1-01': 'a' },
          },
        })),
      );
      return () => {
        const fresh = { ...workshop, registers: { ...workshop.registers } };
        return [testResultsOf(fresh), findRepeatedSheets(readTestSheets(fresh))];
      };
    },
  },
  {
    name: 'evidence of an assessment',
    size: 300,
    prepare: (size) => {
      const assessment = documentOf(
        'assessment',
        listOf(size, 'answers/D1.1/evidence', (at) => ({
          title: `Order ${at}`,
          kind: 'document',
          holder: text,
        })),
      );
      return () => readEvidenceLibrary({ ...assessment, registers: { ...assessment.registers } });
    },
  },
  {
    name: 'comments, and comments of a review',
    size: 500,
    prepare: (size) => {
      const assessment = documentOf('assessment', {
        ...listOf(size, 'comments', (at) => ({ about: `D${at}`, text })),
        ...listOf(size, 'review/points', (at) => ({ about: `D${at}`, text, round: 0 })),
      });
      return () => {
        const fresh = { ...assessment, registers: { ...assessment.registers } };
        return [readFieldRemarks(fresh), commentsToResolve(readAssessmentReview(fresh))];
      };
    },
  },
  {
    name: 'conflicts of a record',
    size: 500,
    prepare: (size) => {
      const values = listOf(size, 'answers', (at) => ({ level: 2, rationale: `${text} ${at}` }));
      const assessment = documentOf(
        'assessment',
        values,
        listOf(size, 'answers', () => ({ level: 3, rationale: text })),
      );
      return () => [conflictPathsOf(assessment), contestedAnswersOf(assessment)];
    },
  },
  {
    name: 'removed items, to a search',
    size: 500,
    prepare: (size) => {
      const plan = documentOf(
        'action-plan',
        listOf(size, 'items', (at) => ({ title: `${text} ${at}`, removed: at % 2 === 0 })),
      );
      const reader = { person: null, written: new Set<string>() };
      return () => searchedTextsOf({ ...plan, registers: { ...plan.registers } }, reader);
    },
  },
  {
    name: 'confirmed personal data',
    size: 200,
    prepare: (size) => {
      const values = {
        ...listOf(size, 'items', (at) => ({ title: `Write to person${at}@example.org` })),
        ...Object.fromEntries(Array.from({ length: size }, (_, at) => [`text-checks/k${at}`, true])),
      };
      const plan = documentOf('action-plan', values as Values);
      return () => {
        const registers = Object.fromEntries(
          Object.entries(plan.registers).map(([path, register]) => [path, { ...register }]),
        );
        return [confirmedHitKeys({ ...plan, registers }), findUncheckedTexts({ ...plan, registers }, [])];
      };
    },
  },
  {
    name: 'sessions of one day',
    size: 300,
    prepare: (size) => {
      const workshop = documentOf(
        'workshop',
        listOf(size, 'sessions', (at) => ({
          title: text,
          day: 1,
          minutes: 60,
          starts: '09:00',
          order: `a${at}`,
        })),
      );
      return () =>
        workshopTimesOf({ ...workshop, registers: { ...workshop.registers } }).map(({ times }) =>
          timeConflictsOf(times),
        );
    },
  },
  {
    name: 'notes and lessons of a workshop',
    size: 400,
    prepare: (size) => {
      const workshop = documentOf('workshop', {
        ...listOf(size, 'entries', (at) => ({
          session: `i${at}`,
          type: 'key-point',
          text,
          tags: [`t${at}`],
        })),
        ...listOf(size, 'lessons', (at) => ({ context: text, tags: [`t${at}`], status: 'validated' })),
      });
      const sessions = Array.from({ length: size }, (_, at) => `i${at}`);
      return () => {
        const fresh = { ...workshop, registers: { ...workshop.registers } };
        return [
          groupEntries(readSessionEntries(fresh), 'session', sessions),
          groupValidatedLessons(readLessons(fresh)),
        ];
      };
    },
  },
];

/** Processor time of one task, in microseconds; it is repeated until the clock can tell. */
function microsOf(task: () => unknown): number {
  const before = process.cpuUsage();
  for (let times = 1; ; times += 1) {
    task();
    const { user, system } = process.cpuUsage(before);
    if (user + system >= leastMicros) return (user + system) / times;
  }
}
