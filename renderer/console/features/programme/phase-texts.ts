import type { ProgrammeOverview } from '#api/programme-api.ts';
import { DefaultPhase, defaultPhases } from '#domain/programme/programme.ts';
import type { Translate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';

type Phase = ProgrammeOverview['facts']['phases'][number];

/** Title of a phase: the programme's own, or that of the default phase. */
export function phaseTitleOf(phase: Phase, translate: Translate): string {
  const { data } = DefaultPhase.safeParse(phase.id);
  return (
    phase.value.title ??
    (data === undefined ? translate('value.untitled') : translate(valueLabels.phase[data]))
  );
}

/** Results that a phase reports: the programme's own, or those of the default phase. */
export function phaseResultsOf(phase: Phase, translate: Translate): readonly string[] {
  const { data } = DefaultPhase.safeParse(phase.id);
  if (phase.value.results !== null) return phase.value.results;
  return data === undefined
    ? []
    : defaultPhases[data].results.map((result) => translate(valueLabels.phaseResult[result]));
}
