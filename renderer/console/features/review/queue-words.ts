import type { ReviewRow } from '#renderer/console/api/answers.ts';
import type { DeskTask, DueDay, WaitsFor } from '#renderer/console/app/review-queue.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Meaning } from '#renderer/ui/meaning.tsx';

export const taskKeys = {
  read: 'desk.task.read',
  settle: 'desk.task.settle',
  signOff: 'desk.task.signOff',
  explain: 'desk.task.explain',
  decide: 'desk.task.decide',
  commentsOver: 'desk.task.commentsOver',
} as const satisfies { readonly [task in DeskTask]: MessageKey };

export const waitsForKeys = {
  field: 'desk.waits.field',
  state: 'desk.waits.state',
  adviser: 'desk.waits.adviser',
  reviewer: 'desk.waits.reviewer',
} as const satisfies { readonly [who in WaitsFor]: MessageKey };

export const dayKeys = {
  'comments-until': 'desk.day.commentsUntil',
  'progress-note-due': 'desk.day.progressNoteDue',
  'follow-up-from': 'desk.day.followUpFrom',
} as const satisfies { readonly [what in DueDay['what']]: MessageKey };

export const signOffLooks: {
  readonly [state in ReviewRow['facts']['signOff']]: { readonly key: MessageKey; readonly meaning?: Meaning };
} = {
  missing: { key: 'desk.signOff.state.missing', meaning: 'wait' },
  outdated: { key: 'desk.signOff.state.outdated', meaning: 'wait' },
  withheld: { key: 'desk.signOff.state.withheld', meaning: 'bad' },
  signed: { key: 'desk.signOff.state.signed', meaning: 'good' },
};
