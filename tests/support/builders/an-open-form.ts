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
import { Instrument, type NodeDefinition } from '#forms/model/instrument.ts';

type Loose = Readonly<Record<string, unknown>>;

/** A question; its id is its name. */
export const ask = (name: string, type: string, more: Loose = {}): Loose => ({
  kind: 'question',
  qid: name,
  name,
  type,
  ...more,
});

export const group = (name: string, nodes: readonly Loose[], more: Loose = {}): Loose => ({
  kind: 'group',
  qid: name,
  name,
  nodes,
  ...more,
});

export const repeat = (name: string, nodes: readonly Loose[], more: Loose = {}): Loose => ({
  kind: 'repeat',
  qid: name,
  name,
  nodes,
  ...more,
});

/** A list of choices: codes, or codes with further columns. */
export const list = (name: string, ...choices: readonly (string | Loose)[]): Loose => ({
  name,
  choices: choices.map((choice) => (typeof choice === 'string' ? { name: choice } : choice)),
});

export function anInstrument(nodes: readonly Loose[], more: Loose = {}): Instrument {
  return Instrument.parse({
    id: 'test',
    version: '1',
    title: { en: 'Test' },
    languages: ['en'],
    defaultLanguage: 'en',
    rootName: 'data',
    nodes,
    choiceLists: [],
    settings: {},
    ...more,
  });
}

/** The clock never moves; ids are counted. */
export function anEnvironment(): FormEnvironment {
  let made = 0;
  return {
    now: () => ({ ms: Date.UTC(2026, 2, 1, 9, 30), offsetMinutes: 120 }),
    random: () => 0.5,
    newInstanceId: () => {
      made += 1;
      return `row${made}`;
    },
    deviceId: 'device-1',
    username: 'field',
    email: '',
    phoneNumber: '',
  };
}

export function opened(instrument: Instrument, answerChanges: readonly AnswerChange[] = []): Form {
  const form = openForm(instrument, anEnvironment(), answerChanges);
  if (!form.ok) throw new Error(form.refusal.map(({ message }) => message).join('; '));
  return form.value;
}

/** A form that was begun. */
export function begun(nodes: readonly Loose[], more: Loose = {}): Form {
  const form = opened(anInstrument(nodes, more));
  form.begin();
  return form;
}

export const value = (
  name: string,
  given: AnswerValue | null,
  instance: string | null = null,
): AnswerChange => ({ kind: 'value', at: { qid: qid(name), instance }, value: given });

export const row = (
  name: string,
  instance: string,
  order: string,
  parent: string | null = null,
): AnswerChange => ({ kind: 'instance', repeat: qid(name), instance, parent, order });

export const qid = (name: string): NodeDefinition['qid'] => name as NodeDefinition['qid']; // names of tests are ids

/** The question of that name, or the one at a path such as `/data/person[2]/age`. */
export function questionIn(form: Form, path: string): FormQuestion {
  const found = everyNode(form.nodes()).find(
    (node) => node.kind === 'question' && (node.path() === path || node.definition.name === path),
  );
  if (found?.kind !== 'question') throw new Error(`There is no question ${path}`);
  return found;
}

export function repeatIn(form: Form, name: string): FormRepeat {
  const found = everyNode(form.nodes()).find(
    (node) => node.kind === 'repeat' && node.definition.name === name,
  );
  if (found?.kind !== 'repeat') throw new Error(`There is no repeat ${name}`);
  return found;
}

export function everyNode(nodes: readonly (FormNode | FormInstance)[]): readonly (FormNode | FormInstance)[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'question' || node.kind === 'note') return [node];
    return [node, ...everyNode(node.kind === 'repeat' ? node.instances() : node.nodes())];
  });
}
