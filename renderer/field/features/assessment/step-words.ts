import type { StepAct, StepObstacle } from '#domain/assessment/review-steps.ts';
import { placeOfPath } from '#domain/instrument/form/answer-registers.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';

/** What a button that takes this step says. */
export const stepKey = (act: StepAct): MessageKey => actKeys[act];

const actKeys: { readonly [A in StepAct]: MessageKey } = {
  begin: 'life.act.begin',
  consolidate: 'life.act.consolidate',
  handIn: 'assessment.handIn',
  handInAgain: 'life.act.handInAgain',
  return: 'life.act.return',
  share: 'life.act.share',
  addressComments: 'life.act.addressComments',
  finalize: 'life.act.finalize',
  supersede: 'life.act.supersede',
};

/** The question before a step is taken, and what follows from it. */
export const stepQuestion = (act: StepAct): { readonly title: MessageKey; readonly note: MessageKey } =>
  questions[act] ?? { title: 'assessment.handIn.title', note: 'assessment.handIn.note' };

const questions: Partial<Record<StepAct, { readonly title: MessageKey; readonly note: MessageKey }>> = {
  begin: { title: 'life.ask.begin', note: 'life.ask.begin.note' },
  consolidate: { title: 'life.ask.consolidate', note: 'life.ask.consolidate.note' },
  handInAgain: { title: 'life.ask.handInAgain', note: 'assessment.handIn.note' },
  addressComments: { title: 'life.ask.addressComments', note: 'life.ask.addressComments.note' },
};

/** What stands in the way of a step, as a sentence. */
export function obstacleMessage(obstacle: StepObstacle): Message {
  switch (obstacle.kind) {
    case 'conflicts':
      return { key: 'life.obstacle.conflicts', values: { count: obstacle.count } };
    case 'followsMissing':
      return { key: 'life.obstacle.follows' };
    case 'pointsToMend':
      return { key: 'life.obstacle.points', values: { count: obstacle.points.length } };
    case 'approvalMissing':
      return { key: 'life.obstacle.approval' };
    case 'ratingsUnexplained': {
      const { questions } = obstacle;
      return {
        key: 'life.obstacle.unexplained',
        values: { count: questions.length, questions: questions.join(', ') },
      };
    }
    case 'signOffMissing':
      return { key: 'life.obstacle.signOff' };
    case 'signOffWithheld':
      return { key: 'life.obstacle.withheld' };
  }
}

/** Where a text stands, by the path of its register. */
export function placeOfText(path: string): Message {
  const [area = '', id = ''] = path.split('/');
  const key = textPlaces[area];
  if (key) return { key };
  const answer = placeOfPath(path);
  return {
    key: 'check.where.question',
    values: { question: answer?.kind === 'value' ? answer.at.qid : id },
  };
}

const textPlaces: Readonly<Record<string, MessageKey>> = {
  comments: 'check.where.comment',
  review: 'check.where.reply',
  'state-comments': 'check.where.stateComment',
  findings: 'check.where.finding',
  recommendations: 'check.where.recommendation',
  'version-reason': 'check.where.versionReason',
};
