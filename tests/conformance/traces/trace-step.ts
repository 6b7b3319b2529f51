import { generateKeyBetween } from 'fractional-indexing';
import type {
  AnswerValue,
  Form,
  FormEnvironment,
  FormInstance,
  FormNode,
  FormQuestion,
  FormRepeat,
} from '#forms/engine/form.ts';
import type { GoldenTrace } from './golden-trace.ts';

/** Carry a step out; returns the name of the question when its calculation was written over. */
export function apply(form: Form, step: GoldenTrace['steps'][number]): string | null {
  const node = find(form, step.op === 'set' ? step.ref : `${step.ref}#range`);
  if (node === undefined) return null;
  if (node.kind === 'question' && step.op === 'set') {
    if (node.definition.calculation !== undefined) return node.definition.name;
    form.applyChanges(
      [{ kind: 'value', at: node.address, value: valueFor(node, step.value ?? '') }],
      'typed',
    );
    return null;
  }
  if (node.kind !== 'repeat') return null;
  const formInstances = node.instances();
  if (step.op === 'addRepeat')
    form.applyChanges(
      [
        {
          kind: 'instance',
          repeat: node.definition.qid,
          instance: nextId(),
          parent: node.address.instance,
          order: generateKeyBetween(formInstances.at(-1)?.order ?? null, null),
        },
      ],
      'typed',
    );
  const formInstance = formInstances[step.index ?? -1];
  if (step.op === 'removeRepeat' && formInstance !== undefined)
    form.applyChanges(
      [{ kind: 'instanceRemoved', repeat: node.definition.qid, instance: formInstance.instance }],
      'typed',
    );
  return null;
}

function valueFor(formQuestion: FormQuestion, text: string): AnswerValue | null {
  if (text === '') return null;
  switch (formQuestion.definition.type) {
    case 'integer':
      return Number.isInteger(Number(text)) ? Number(text) : null;
    case 'decimal':
    case 'range':
      return Number.isFinite(Number(text)) ? Number(text) : null;
    case 'select_multiple': {
      const codes = text.split(' ');
      const offered = formQuestion.choices().map(({ name }) => name);
      return [
        ...offered.filter((code) => codes.includes(code)),
        ...codes.filter((code) => !offered.includes(code)),
      ];
    }
    case 'rank':
      return text.split(' ');
    default:
      return text;
  }
}

function find(form: Form, path: string): FormQuestion | FormRepeat | undefined {
  let found: FormQuestion | FormRepeat | undefined;
  const visit = (node: FormNode | FormInstance): void => {
    if (node.kind === 'question' && node.path() === path) found = node;
    if (node.kind === 'repeat') {
      if (`${node.path()}#range` === path) found = node;
      node.instances().forEach(visit);
    }
    if (node.kind === 'group' || node.kind === 'instance') node.nodes().forEach(visit);
  };
  form.nodes().forEach(visit);
  return found;
}

let made = 0;
const nextId = (): string => {
  made += 1;
  return `row${made}`;
};

/** As it was when the traces were recorded. */
export function environment(): FormEnvironment {
  let seed = 1;
  return {
    now: () => ({ ms: Date.UTC(2026, 0, 15, 10), offsetMinutes: 0 }),
    random: () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
    newInstanceId: nextId,
    deviceId: '',
    username: '',
    email: '',
    phoneNumber: '',
  };
}
