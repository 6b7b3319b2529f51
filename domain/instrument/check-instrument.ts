import type { FormEnvironment } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import type { Diagnostic, Instrument, NodeDefinition } from '#forms/model/instrument.ts';

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

  const look = (nodeDefinitions: readonly NodeDefinition[], depth: number): void => {
    if (depth > maximumNestingDepth)
      return error(
        'nesting.tooDeep',
        `Groups are nested more than ${maximumNestingDepth} deep: take some out.`,
      );
    for (const nodeDefinition of nodeDefinitions) {
      if (known.has(nodeDefinition.qid))
        error('qid.duplicate', `Two questions have the id ${nodeDefinition.qid}: give one another id.`);
      known.add(nodeDefinition.qid);
      if (
        nodeDefinition.kind === 'question' &&
        nodeDefinition.choices !== undefined &&
        'list' in nodeDefinition.choices &&
        !lists.has(nodeDefinition.choices.list)
      )
        error(
          'list.unknown',
          `${nodeDefinition.name} offers the list ${nodeDefinition.choices.list}, which does not exist: add it.`,
        );
      if (nodeDefinition.kind === 'group' || nodeDefinition.kind === 'repeat')
        look(nodeDefinition.nodes, depth + 1);
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
