import type { HeldChange as HeldAnswer } from '#renderer/console/api/answers.ts';

/** A change that is kept without effect until somebody with the right lets it count (J5). */
export type HeldChange = HeldAnswer;
