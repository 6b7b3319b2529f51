import type { FormEnvironment } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { Diagnostic } from '#forms/model/diagnostic.ts';
import type { Instrument, NodeDefinition } from '#forms/model/instrument.ts';

/**
 * Check an instrument of any maker beyond its shape, at headquarters before it is published. An error prevents that:
 * a form that does not open would leave an assessment without its questions.
 */
export function checkInstrument(instrument: Instrument): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const error = (code: string, message: string): void =>
    void diagnostics.push({ severity: 'error', code, message });
  const lists = new Set(instrument.choiceLists.map(({ name }) => name));
  const known = new Set<string>();

  const look = (nodes: readonly NodeDefinition[], depth: number): void => {
    if (depth > maximumNestingDepth)
      return error(
        'nesting.tooDeep',
        `Groups are nested more than ${maximumNestingDepth} deep: take some out.`,
      );
    for (const node of nodes) {
      if (known.has(node.qid))
        error('qid.duplicate', `Two questions have the id ${node.qid}: give one another id.`);
      known.add(node.qid);
      if (
        node.kind === 'question' &&
        node.choices !== undefined &&
        'list' in node.choices &&
        !lists.has(node.choices.list)
      )
        error(
          'list.unknown',
          `${node.name} offers the list ${node.choices.list}, which does not exist: add it.`,
        );
      if (node.kind === 'group' || node.kind === 'repeat') look(node.nodes, depth + 1);
    }
  };
  look(instrument.nodes, 1);
  if (known.size === 0) error('nodes.none', 'There is no question in it: add one.');
  if (diagnostics.length > 0) return diagnostics;
  const opened = openForm(instrument, checkingEnvironment, []);
  return opened.ok ? [] : opened.refusal;
}

/** An environment without facts of a laptop: the consistency of a form's rules does not depend on them. */
const checkingEnvironment: FormEnvironment = {
  now: () => ({ ms: 0, offsetMinutes: 0 }),
  random: () => 0,
  newInstanceId: () => 'none',
  deviceId: '',
  username: '',
  email: '',
  phoneNumber: '',
};

/** Paths of the form, and so of an answer, have a limited depth. */
const maximumNestingDepth = 40;
