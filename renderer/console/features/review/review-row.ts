export type { ReviewRow } from '#renderer/console/api/answers.ts';
export type { DueDay } from '#renderer/console/app/review-queue.ts';
