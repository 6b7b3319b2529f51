import os from 'node:os';
import { parseArgs } from 'node:util';
import { generateKeyBetween } from 'fractional-indexing';
import type {
  AnswerChange,
  AnswerValue,
  Form,
  FormEnvironment,
  FormInstance,
  FormNode,
  FormQuestion,
  FormRepeat,
} from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import { type Instrument, QuestionId } from '#forms/model/instrument.ts';
import {
  type BenchFigure,
  exitCodeOf,
  formatFigureTable,
  formatMs,
  quantileOf,
} from '../rig/figure-table.ts';
import { createBigForm } from './big-form.ts';

// `npm run bench -- instrument [--changes 2000]`: cost of a form of 1,073 questions in the engine. The
// measured time includes reading all values that a screen would show again after a change.

const openingCount = 15;
const finalRowCount = 500;
const formLimits = { openMs: 150, changeMs: 2, worstMs: 16, rowMs: 100, rowGrowth: 2 };

/** Open the form, change it, and add rows; each with the values that a screen reads again afterwards. */
function measureForm(changes: number): readonly BenchFigure[] {
  const instrument = createBigForm();
  const cold = timeWork(() => openBigForm(instrument));
  const opened = Array.from({ length: openingCount }, () => timeWork(() => openBigForm(instrument)).tookMs);

  const { form, write, pick } = createFormWalker(cold.value);
  for (let at = 0; at < 300; at += 1)
    form.applyChanges([write(pick())], 'typed').changed.forEach(readShownNode);
  const times: number[] = [];
  for (let at = 0; at < changes; at += 1) {
    const answerChange = write(pick());
    times.push(
      timeWork(() => form.applyChanges([answerChange], 'typed').changed.forEach(readShownNode)).tookMs,
    );
  }
  const gates = measureGateTimes(form);
  const rows = measureRowTimes(form);
  const early = quantileOf(rows.slice(10, 30), 0.5);
  const late = quantileOf(rows.slice(finalRowCount - 20), 0.5);
  const worst = Math.max(...times, ...gates);
  return [
    maximumFigure('open, the first time in a process', cold.tookMs, formLimits.openMs),
    maximumFigure(`open, p95 of ${openingCount}`, quantileOf(opened, 0.95), formLimits.openMs),
    { name: 'change an answer, p50', value: formatFineMs(quantileOf(times, 0.5)) },
    maximumFigure('change an answer, p95', quantileOf(times, 0.95), formLimits.changeMs, formatFineMs),
    maximumFigure(
      'change an answer, worst, with all sections shown or hidden',
      worst,
      formLimits.worstMs,
      formatFineMs,
    ),
    { name: 'add a row at 10', value: formatFineMs(early) },
    maximumFigure(`add a row at ${finalRowCount}`, late, formLimits.rowMs, formatFineMs),
    {
      name: `row ${finalRowCount} beside row 10`,
      value: `x ${(late / early).toFixed(2)}`,
      target: `<= ${formLimits.rowGrowth} x`,
      isMet: late <= formLimits.rowGrowth * early,
    },
    maximumFigure('add a row, worst', Math.max(...rows), formLimits.rowMs, formatFineMs),
  ];
}

const formatFineMs = (value: number): string => `${value.toFixed(value < 1 ? 3 : 1)} ms`;

const maximumFigure = (name: string, value: number, mostMs: number, say = formatMs): BenchFigure => ({
  name,
  value: say(value),
  target: `< ${mostMs} ms`,
  isMet: value < mostMs,
});

function openBigForm(instrument: Instrument): Form {
  const opened = openForm(instrument, createBenchEnvironment(), []);
  if (!opened.ok) throw new Error(opened.refusal.map(({ message }) => message).join('; '));
  opened.value.begin();
  opened.value.applyChanges(
    [{ kind: 'value', at: { qid: QuestionId.parse('consent'), instance: null }, value: 'yes' }],
    'typed',
  );
  opened.value.nodes().forEach(readShownNode);
  return opened.value;
}

/** Read the values of a node that a screen shows, and of all nodes below it. */
function readShownNode(node: FormNode | FormInstance): void {
  if (!node.isRelevant()) return;
  if (node.kind === 'question') {
    node.value();
    node.violation();
    node.isRequired();
    node.isReadOnly();
    node.choices();
  }
  if (node.kind === 'instance') node.nodes().forEach(readShownNode);
  else node.label();
  if (node.kind === 'group') node.nodes().forEach(readShownNode);
  if (node.kind === 'repeat') node.instances().forEach(readShownNode);
}

/** Choose questions that are asked and valid answers, the same ones in every run. */
function createFormWalker(form: Form): {
  readonly form: Form;
  readonly pick: () => FormQuestion;
  readonly write: (formQuestion: FormQuestion) => AnswerChange;
} {
  const random = linearRandom(7);
  const all = questionsBelowNodes(form.nodes()).filter(
    ({ definition }) => definition.calculation === undefined,
  );
  const pick = (): FormQuestion => {
    for (;;) {
      const formQuestion = all[Math.floor(random() * all.length)];
      if (formQuestion?.isRelevant() && formQuestion.address.qid !== 'consent') return formQuestion;
    }
  };
  const valueFor = (formQuestion: FormQuestion): AnswerValue | null => {
    const formChoices = formQuestion.choices();
    const choice = formChoices[Math.floor(random() * formChoices.length)]?.name ?? null;
    if (formQuestion.definition.type === 'select_multiple') return choice === null ? null : [choice, 'r3'];
    if (choice !== null) return choice;
    if (formQuestion.definition.type === 'integer') return Math.floor(random() * 900);
    return formQuestion.definition.type === 'date' ? '2026-01-15' : `answer ${Math.floor(random() * 1e6)}`;
  };
  const write = (formQuestion: FormQuestion): AnswerChange => ({
    kind: 'value',
    at: formQuestion.address,
    value: valueFor(formQuestion),
  });
  return { form, pick, write };
}

function questionsBelowNodes(nodes: readonly (FormNode | FormInstance)[]): readonly FormQuestion[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'question') return [node];
    if (node.kind === 'note') return [];
    return questionsBelowNodes(node.kind === 'repeat' ? node.instances() : node.nodes());
  });
}

/** Times of the answer that hides and shows every section. */
function measureGateTimes(form: Form): readonly number[] {
  const at = { qid: QuestionId.parse('consent'), instance: null };
  return Array.from({ length: 20 }, (_, turn) => {
    const value = turn % 2 === 0 ? 'no' : 'yes';
    return timeWork(() =>
      form.applyChanges([{ kind: 'value', at, value }], 'typed').changed.forEach(readShownNode),
    ).tookMs;
  });
}

function measureRowTimes(form: Form): readonly number[] {
  const formRepeat = form.nodes().find((node): node is FormRepeat => node.kind === 'repeat');
  if (formRepeat === undefined) throw new Error('The form has no repeat');
  let order: string | null = null;
  return Array.from({ length: finalRowCount }, (_, at) => {
    order = generateKeyBetween(order, null);
    const instance = `row${at}`;
    const addedAnswerChange: AnswerChange = {
      kind: 'instance',
      repeat: formRepeat.definition.qid,
      instance,
      parent: null,
      order,
    };
    const row = timeWork(() => {
      const { changed } = form.applyChanges([addedAnswerChange], 'typed');
      const formInstances = formRepeat.instances();
      const lastFormInstance = formInstances.at(-1);
      if (lastFormInstance !== undefined) readShownNode(lastFormInstance);
      // The rows before it are on the screen already: only their changes are read again.
      for (const node of changed) if (node.kind === 'question') readShownNode(node);
    });
    const say = (name: string, value: AnswerValue): AnswerChange => ({
      kind: 'value',
      at: { qid: QuestionId.parse(name), instance },
      value,
    });
    form
      .applyChanges([say('name', `Name ${at}`), say('age', at % 80)], 'typed')
      .changed.forEach(readShownNode);
    return row.tookMs;
  });
}

function timeWork<T>(work: () => T): { readonly value: T; readonly tookMs: number } {
  const startedMs = performance.now();
  const value = work();
  return { value, tookMs: performance.now() - startedMs };
}

function linearRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function createBenchEnvironment(): FormEnvironment {
  let made = 0;
  return {
    now: () => ({ ms: Date.UTC(2026, 2, 1, 9), offsetMinutes: 0 }),
    random: linearRandom(3),
    newInstanceId: () => {
      made += 1;
      return `new${made}`;
    },
    deviceId: 'bench',
    username: '',
    email: '',
    phoneNumber: '',
  };
}

const { values } = parseArgs({ options: { changes: { type: 'string', default: '2000' } } });
const instrumentFigures: readonly BenchFigure[] = measureForm(Number(values.changes));
console.log(
  [
    `A form of 1,073 questions, Node ${process.versions.node}, ${os.cpus().length} cores, load ` +
      `${os.loadavg()[0]?.toFixed(1)} at the end.`,
    '',
    formatFigureTable(instrumentFigures),
    '',
    `forms: ${instrumentFigures.every(({ isMet }) => isMet !== false) ? 'MET' : 'NOT MET'}`,
  ].join('\n'),
);
process.exitCode = exitCodeOf(instrumentFigures);
