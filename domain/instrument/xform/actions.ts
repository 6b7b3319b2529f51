import type { Action, Qid } from '../instrument.ts';
import type { PlacedAction } from './body.ts';
import type { Findings } from './findings.ts';
import { attributeOf } from './xml-parts.ts';

const eventNames: Readonly<Record<string, Action['on']>> = {
  'odk-instance-first-load': 'first-load',
  'odk-new-repeat': 'new-instance',
  'xforms-value-changed': 'changed',
};

/** The actions of a form by the path of the question that they write. */
export function readActions(
  placed: readonly PlacedAction[],
  qids: ReadonlyMap<string, Qid>,
  findings: Findings,
): ReadonlyMap<string, readonly Action[]> {
  const actions = new Map<string, Action[]>();
  for (const { element, target, source } of placed) {
    if (element.name !== 'setvalue') {
      const message = `<${element.name}> is not carried out. The value is given by a person.`;
      findings.warning('action.unsupported', message, element);
      continue;
    }
    if (!qids.has(target)) {
      findings.warning('action.unknownTarget', `There is no ${target}, so <setvalue> does nothing.`, element);
      continue;
    }
    const value = findings.expression(attributeOf(element, 'value'), element) ?? literalOf(element.text());
    for (const name of (attributeOf(element, 'event') ?? '').split(/\s+/)) {
      const on = eventNames[name];
      const of = source === null ? undefined : qids.get(source);
      if (on === undefined)
        findings.warning('action.unsupported', `Nothing happens at the event "${name}".`, element);
      else if (on !== 'changed') add(actions, target, { on, value });
      else if (of !== undefined) add(actions, target, { on, of: [of], value });
    }
  }
  return actions;
}

function add(actions: Map<string, Action[]>, target: string, action: Action): void {
  const before = actions.get(target);
  if (before === undefined) actions.set(target, [action]);
  else before.push(action);
}

/** A text as an expression. XPath has no escapes, so one with both kinds of quotes is joined. */
export function literalOf(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  return `concat(${text
    .split("'")
    .map((part) => `'${part}'`)
    .join(`, "'", `)})`;
}
