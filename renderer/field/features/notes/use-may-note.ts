import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';

/** May the person write interview notes in this mission, now? Whoever rates interviews. */
export function useMayNote(log: LogId): boolean {
  const { session } = useField();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const writeModeOf = useWriteMode();
  if (mission === undefined) return false;
  return writeModeOf(session.roles[log] ?? [], emptyDocument(mission.doc, assessmentKind)) === 'open';
}
