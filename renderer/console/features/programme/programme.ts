import type { MessageKey } from '#renderer/i18n/message.ts';

// What the views of this feature show; the shapes are those of headquarters' answers.
export type { DueRow, Programme } from '#renderer/console/api/answers.ts';

/** What a group of data is called. One that a later version of headquarters names is "other fields". */
export const keyOfGroup = (group: string): MessageKey => keysByGroup.get(group) ?? 'programme.group.other';

const keysByGroup: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['mission', 'programme.group.mission'],
  ['missionTeam', 'programme.group.missionTeam'],
  ['institution', 'programme.group.institution'],
  ['ratings', 'programme.group.ratings'],
  ['evidenceItem', 'programme.group.evidenceItem'],
  ['findings', 'programme.group.findings'],
  ['reviewComments', 'programme.group.reviewComments'],
  ['markedReviewComments', 'programme.group.markedReviewComments'],
  ['stateComments', 'programme.group.stateComments'],
  ['participantCode', 'programme.group.participantCode'],
  ['sessionNotesAttributed', 'programme.group.sessionNotesAttributed'],
  ['audit', 'programme.group.audit'],
  ['exports', 'programme.group.exports'],
  ['accounts', 'programme.group.accounts'],
  ['dataRequests', 'programme.group.dataRequests'],
]);
