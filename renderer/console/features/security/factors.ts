// What the views of this feature show; the shapes are those of headquarters' answers.
export type { FactorsAnswer, Notice, NoticeAnswer } from '#renderer/console/api/answers.ts';
