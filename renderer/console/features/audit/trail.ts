// What the views of this feature show; the shapes are those of headquarters' answers.
export type { AuditAnswer, AuditRow, ChainAnswer } from '#renderer/console/api/answers.ts';
