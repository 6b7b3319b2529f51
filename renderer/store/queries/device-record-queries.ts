import type { AnswerQuery } from './live-query.ts';

/** Records of one workshop that are on this laptop alone. */
export const answerDeviceRecords: AnswerQuery<'deviceRecords'> = async ({ db }, { log, doc }) =>
  (await db.deviceRecords.where('doc').equals(doc).toArray()).filter((record) => record.log === log);
