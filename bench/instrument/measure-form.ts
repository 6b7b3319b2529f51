import { generateKeyBetween } from 'fractional-indexing';
import type {
  AnswerChange,
  AnswerValue,
  Environment,
  Form,
  FormInstance,
  FormNode,
  FormQuestion,
  FormRepeat,
} from '#domain/instrument/form/form.ts';
import { openForm } from '#domain/instrument/form/open-form.ts';
import { type Instrument, Qid } from '#domain/instrument/instrument.ts';
import { type Figure, ms, quantile } from '../scale/figures.ts';
import { bigForm } from './big-form.ts';

const openings = 15;
const rowsAtEnd = 500;
const marks = { openMs: 150, changeMs: 2, worstMs: 16, rowMs: 100, rowGrowth: 2 };

/** Opens the form, changes it, and adds rows; each with what a screen reads again afterwards. */
export function measureForm(changes: number): readonly Figure[] {
  const instrument = bigForm();
  const cold = timed(() => begun(instrument));
  const opened = Array.from({ length: openings }, () => timed(() => begun(instrument)).tookMs);

  const { form, write, pick } = walker(cold.value);
  for (let at = 0; at < 300; at += 1) form.take([write(pick())], 'typed').changed.forEach(look);
  const times: number[] = [];
  for (let at = 0; at < changes; at += 1) {
    const change = write(pick());
    times.push(timed(() => form.take([change], 'typed').changed.forEach(look)).tookMs);
  }
  const gates = gateTimes(form);
  const rows = rowTimes(form);
  const early = quantile(rows.slice(10, 30), 0.5);
  const late = quantile(rows.slice(rowsAtEnd - 20), 0.5);
  const worst = Math.max(...times, ...gates);
  return [
    most('open, the first time in a process', cold.tookMs, marks.openMs),
    most(`open, p95 of ${openings}`, quantile(opened, 0.95), marks.openMs),
    { name: 'change an answer, p50', value: fine(quantile(times, 0.5)) },
    most('change an answer, p95', quantile(times, 0.95), marks.changeMs, fine),
    most('change an answer, worst, with all sections shown or hidden', worst, marks.worstMs, fine),
    { name: 'add a row at 10', value: fine(early) },
    most(`add a row at ${rowsAtEnd}`, late, marks.rowMs, fine),
    {
      name: `row ${rowsAtEnd} beside row 10`,
      value: `x ${(late / early).toFixed(2)}`,
      target: `<= ${marks.rowGrowth} x`,
      isMet: late <= marks.rowGrowth * early,
    },
    most('add a row, worst', Math.max(...rows), marks.rowMs, fine),
  ];
}

const fine = (value: number): string => `${value.toFixed(value < 1 ? 3 : 1)} ms`;

const most = (name: string, value: number, mostMs: number, say = ms): Figure => ({
  name,
  value: say(value),
  target: `< ${mostMs} ms`,
  isMet: value < mostMs,
});

function begun(instrument: Instrument): Form {
  const opened = openForm(instrument, environment(), []);
  if (!opened.ok) throw new Error(opened.refusal.map(({ message }) => message).join('; '));
  opened.value.begin();
  opened.value.take(
    [{ kind: 'value', at: { qid: Qid.parse('consent'), instance: null }, value: 'yes' }],
    'typed',
  );
  opened.value.nodes().forEach(look);
  return opened.value;
}

/** Reads what a screen shows of a node, and of all nodes below it. */
function look(node: FormNode | FormInstance): void {
  if (!node.isRelevant()) return;
  if (node.kind === 'question') {
    node.value();
    node.violation();
    node.isRequired();
    node.isReadOnly();
    node.choices();
  }
  if (node.kind === 'instance') node.nodes().forEach(look);
  else node.label();
  if (node.kind === 'group') node.nodes().forEach(look);
  if (node.kind === 'repeat') node.instances().forEach(look);
}

/** Picks questions that are asked and answers that fit, the same ones in every run. */
function walker(form: Form): {
  readonly form: Form;
  readonly pick: () => FormQuestion;
  readonly write: (question: FormQuestion) => AnswerChange;
} {
  const random = chance(7);
  const all = questionsBelow(form.nodes()).filter(({ definition }) => definition.calculation === undefined);
  const pick = (): FormQuestion => {
    for (;;) {
      const question = all[Math.floor(random() * all.length)];
      if (question?.isRelevant() && question.address.qid !== 'consent') return question;
    }
  };
  const valueFor = (question: FormQuestion): AnswerValue | null => {
    const choices = question.choices();
    const choice = choices[Math.floor(random() * choices.length)]?.name ?? null;
    if (question.definition.type === 'select_multiple') return choice === null ? null : [choice, 'r3'];
    if (choice !== null) return choice;
    if (question.definition.type === 'integer') return Math.floor(random() * 900);
    return question.definition.type === 'date' ? '2026-01-15' : `answer ${Math.floor(random() * 1e6)}`;
  };
  const write = (question: FormQuestion): AnswerChange => ({
    kind: 'value',
    at: question.address,
    value: valueFor(question),
  });
  return { form, pick, write };
}

function questionsBelow(nodes: readonly (FormNode | FormInstance)[]): readonly FormQuestion[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'question') return [node];
    if (node.kind === 'note') return [];
    return questionsBelow(node.kind === 'repeat' ? node.instances() : node.nodes());
  });
}

/** The answer that hides and shows every section. */
function gateTimes(form: Form): readonly number[] {
  const at = { qid: Qid.parse('consent'), instance: null };
  return Array.from({ length: 20 }, (_, turn) => {
    const value = turn % 2 === 0 ? 'no' : 'yes';
    return timed(() => form.take([{ kind: 'value', at, value }], 'typed').changed.forEach(look)).tookMs;
  });
}

function rowTimes(form: Form): readonly number[] {
  const repeat = form.nodes().find((node): node is FormRepeat => node.kind === 'repeat');
  if (repeat === undefined) throw new Error('The form has no repeat');
  let order: string | null = null;
  return Array.from({ length: rowsAtEnd }, (_, at) => {
    order = generateKeyBetween(order, null);
    const instance = `row${at}`;
    const added: AnswerChange = {
      kind: 'instance',
      repeat: repeat.definition.qid,
      instance,
      parent: null,
      order,
    };
    const row = timed(() => {
      const { changed } = form.take([added], 'typed');
      const rows = repeat.instances();
      const last = rows.at(-1);
      if (last !== undefined) look(last);
      // The rows before it are on the screen already: only what has changed of them is read again.
      for (const node of changed) if (node.kind === 'question') look(node);
    });
    const say = (name: string, value: AnswerValue): AnswerChange => ({
      kind: 'value',
      at: { qid: Qid.parse(name), instance },
      value,
    });
    form.take([say('name', `Name ${at}`), say('age', at % 80)], 'typed').changed.forEach(look);
    return row.tookMs;
  });
}

function timed<T>(work: () => T): { readonly value: T; readonly tookMs: number } {
  const startedMs = performance.now();
  const value = work();
  return { value, tookMs: performance.now() - startedMs };
}

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function environment(): Environment {
  let made = 0;
  return {
    now: () => ({ ms: Date.UTC(2026, 2, 1, 9), offsetMinutes: 0 }),
    random: chance(3),
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
