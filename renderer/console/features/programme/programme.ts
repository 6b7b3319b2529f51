export type { Programme } from '#renderer/console/api/answers.ts';
