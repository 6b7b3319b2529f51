import type { ReactElement } from 'react';
import { parseAnswerPath } from '#domain/assessment/answer-registers.ts';
import type { ReviewStepAct, ReviewStepObstacle } from '#domain/assessment/review/review-steps.ts';
import type { UncheckedText } from '#domain/privacy/find-unchecked-texts.ts';
import type { UnsavedTextLine } from '#renderer/field/parts/unsaved-texts-view.tsx';
import { UnsavedTextsView } from '#renderer/field/parts/unsaved-texts-view.tsx';
import { type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog } from '#renderer/ui';
import type { OpenEnds } from './open-work.ts';
import { OpenWorkView } from './open-work-view.tsx';

/** Label of the button that takes this step. */
export const reviewStepKey = (stepAct: ReviewStepAct): MessageKey => reviewStepKeys[stepAct];

const reviewStepKeys: { readonly [A in ReviewStepAct]: MessageKey } = {
  begin: 'life.act.begin',
  consolidate: 'life.act.consolidate',
  submit: 'assessment.submit',
  resubmit: 'life.act.resubmit',
  takeBack: 'life.act.takeBack',
  return: 'life.act.return',
  share: 'life.act.share',
  addressComments: 'life.act.addressComments',
  finalize: 'life.act.finalize',
  supersede: 'life.act.supersede',
};

/** Question before a step is taken, and its consequence. */
const reviewStepQuestion = (
  stepAct: ReviewStepAct,
): { readonly title: MessageKey; readonly note: MessageKey } =>
  reviewStepQuestions[stepAct] ?? { title: 'assessment.submit.title', note: 'assessment.submit.note' };

const reviewStepQuestions: Partial<
  Record<ReviewStepAct, { readonly title: MessageKey; readonly note: MessageKey }>
> = {
  begin: { title: 'life.ask.begin', note: 'life.ask.begin.note' },
  consolidate: { title: 'life.ask.consolidate', note: 'life.ask.consolidate.note' },
  resubmit: { title: 'life.ask.resubmit', note: 'assessment.submit.note' },
  takeBack: { title: 'life.ask.takeBack', note: 'life.ask.takeBack.note' },
  addressComments: { title: 'life.ask.addressComments', note: 'life.ask.addressComments.note' },
};

/** Obstacle of a step, as a sentence. */
function stepObstacleMessage(reviewStepObstacle: ReviewStepObstacle): Message {
  switch (reviewStepObstacle.kind) {
    case 'conflicts':
      return { key: 'life.obstacle.conflicts', values: { count: reviewStepObstacle.count } };
    case 'followsMissing':
      return { key: 'life.obstacle.follows' };
    case 'commentsUnresolved':
      return { key: 'life.obstacle.points', values: { count: reviewStepObstacle.comments.length } };
    case 'approvalMissing':
      return { key: 'life.obstacle.approval' };
    case 'ratingsUnexplained': {
      const { questions } = reviewStepObstacle;
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

/** Location of a text, by the path of its register. */
function textLocationMessage(path: string): Message {
  const [area = '', id = ''] = path.split('/');
  const messageKey = textLocationKeys[area];
  if (messageKey) return { key: messageKey };
  const answerRegister = parseAnswerPath(path);
  return {
    key: 'check.where.question',
    values: { question: answerRegister?.kind === 'value' ? answerRegister.at.qid : id },
  };
}

const textLocationKeys: Readonly<Record<string, MessageKey>> = {
  comments: 'check.where.comment',
  review: 'check.where.reply',
  'state-comments': 'check.where.stateComment',
  findings: 'check.where.finding',
  recommendations: 'check.where.recommendation',
  'version-reason': 'path.versionReason',
};

interface ReviewStepDialogViewProps {
  readonly act: ReviewStepAct;
  /** While there are any, the step cannot be taken. */
  readonly obstacles: readonly ReviewStepObstacle[];
  /** Null where it does not matter. */
  readonly openEnds: OpenEnds | null;
  /** Texts that no record has: the step leaves them behind. */
  readonly unsaved: readonly UnsavedTextLine[];
  readonly problem: Message | null;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

const submittingSteps: ReadonlySet<ReviewStepAct> = new Set(['submit', 'resubmit']);

/**
 * Ask once before an assessment moves on, with its open work. Names in texts must be checked before it
 * leaves.
 */
export function ReviewStepDialogView(props: ReviewStepDialogViewProps): ReactElement {
  const { act, obstacles, openEnds, unsaved, problem, onTake, onClose } = props;
  const translate = useTranslate();
  const { title, note } = reviewStepQuestion(act);
  const uncheckedTexts = openEnds !== null && submittingSteps.has(act) ? openEnds.toCheck : [];
  const isBlocked = obstacles.length > 0 || uncheckedTexts.length > 0;
  return (
    <Dialog
      title={translate(title)}
      isOpen
      onClose={onClose}
      actions={
        <>
          {!isBlocked && (
            <Button kind="primary" onPress={onTake}>
              {unsaved.length === 0
                ? translate(reviewStepKey(act))
                : translate('frame.draft.without', {
                    act: translate(reviewStepKey(act)),
                    count: unsaved.length,
                  })}
            </Button>
          )}
          <Button onPress={onClose}>{translate(isBlocked ? 'ui.close' : 'ui.cancel')}</Button>
        </>
      }
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {obstacles.map((reviewStepObstacle) => (
        <Banner key={reviewStepObstacle.kind} meaning="wait">
          {translate(stepObstacleMessage(reviewStepObstacle))}
        </Banner>
      ))}
      <UnsavedTextsView texts={unsaved} onGo={onClose} />
      {uncheckedTexts.length > 0 && <UncheckedTexts texts={uncheckedTexts} />}
      {!isBlocked && openEnds !== null && (
        <OpenWorkView openEnds={openEnds} isComplete={unsaved.length === 0} />
      )}
      {!isBlocked && <p>{translate(note)}</p>}
      {!isBlocked && act === 'begin' && (
        <Banner meaning="info" title={translate('life.ask.begin.accept')}>
          {translate('assessment.doNotRecord')}
        </Banner>
      )}
    </Dialog>
  );
}

/** Longer lists are not read to their end in a dialog; the rest is shown when these are done. */
const maximumListedTexts = 8;

/** Texts to check, and their locations. */
function UncheckedTexts({ texts }: { readonly texts: readonly UncheckedText[] }): ReactElement {
  const translate = useTranslate();
  return (
    <Banner meaning="wait" title={translate('life.obstacle.toCheck', { count: texts.length })}>
      <ul>
        {texts.slice(0, maximumListedTexts).map(({ path, hits }) => (
          <li key={path}>
            {translate(textLocationMessage(path))}: <bdi>{hits.map(({ text }) => text).join(' · ')}</bdi>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
