import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import type { CreateIntent } from './create-assessment-view.tsx';

/** What a new assessment is called until somebody calls it otherwise, by its type. */
const titleKeys = {
  baseline: 'mission.create.title.default',
  focused: 'mission.create.title.focused',
  'follow-up': 'life.followUp.title',
} as const satisfies { readonly [type in CreateIntent['assessmentType']]: MessageKey };

/** What the form begins with. */
export const firstIntent = (say: Say): CreateIntent => ({
  institution: '',
  type: null,
  title: say(titleKeys.baseline),
  assessmentType: 'baseline',
  follows: null,
});

/** The title after a change of the form: one that nobody wrote goes along with the type. */
export const titleAfter = (before: CreateIntent, next: CreateIntent, say: Say): string =>
  next.title === say(titleKeys[before.assessmentType]) ? say(titleKeys[next.assessmentType]) : next.title;
