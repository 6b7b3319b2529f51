import { useMemo } from 'react';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { placedNodes } from '#domain/instrument/difference/placed-nodes.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { maturityModelOf } from '#domain/instrument/needs-assessment.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { assessmentModelOf } from '../assessment-model.ts';
import { useAssessmentActs } from '../use-assessment-acts.ts';
import { useTeam } from '../several/use-team.ts';
import type { Ratings } from './indicator-card.tsx';

/** What is rated in this assessment; null for an instrument that rates nothing. */
export function useRatings(
  log: LogId,
  { document, answer, problems, choose }: OpenDocument,
  instrument: Instrument,
  names: Readonly<Record<DeviceId, string>>,
): Ratings | null {
  const acts = useAssessmentActs(choose).question;
  const team = useTeam(answer.people);
  const model = useMemo(() => maturityModelOf(instrument), [instrument]);
  const assessment = useMemo(() => model && assessmentModelOf(document, model), [document, model]);
  const saved = answer.document;
  const placed = useMemo(() => placedNodes(instrument), [instrument]);
  return useMemo(
    () => model && assessment && { log, model, assessment, saved, names, placed, team, problems, acts },
    [log, model, assessment, saved, names, placed, team, problems, acts],
  );
}
