import type { Message } from '#renderer/i18n/message.ts';

/** Minutes of an agenda as people say them: 45 min, 4 h, 4 h 45 min. */
export const timeMessage = (minutes: number): Message => ({
  key: 'workshop.time',
  values: { hours: Math.floor(minutes / 60), minutes: minutes % 60 },
});
