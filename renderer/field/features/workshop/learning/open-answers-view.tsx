import { type ReactElement, useState } from 'react';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import type { OpenAnswer } from '#domain/workshop/learning/workshop-answers.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, Card, PageSection, TextArea, TextHitList } from '#renderer/ui';

interface OpenAnswersViewProps {
  readonly answers: readonly OpenAnswer[];
  readonly questionOf: (id: string) => string;
  /** Names that the check of personal data looks for. */
  readonly roster: readonly string[];
  /** Absent where nothing may be written. Null keeps the answer on this laptop. */
  readonly onReview?: ((answer: OpenAnswer, approved: string | null) => void) | undefined;
}

/** Open answers on this laptop: none leaves it before somebody has read it. */
export function OpenAnswersView(props: OpenAnswersViewProps): ReactElement | null {
  const { answers, questionOf, roster, onReview } = props;
  const translate = useTranslate();
  if (answers.length === 0) return null;
  const waiting = answers.filter(({ review }) => review === 'waiting');
  const count = (review: OpenAnswer['review']): number =>
    answers.filter((answer) => answer.review === review).length;
  return (
    <PageSection
      title={translate('learning.texts.title')}
      description={translate('learning.texts.text', { approved: count('approved'), kept: count('kept') })}
    >
      {waiting.length === 0 && <Banner meaning="good">{translate('learning.texts.done')}</Banner>}
      {waiting.map((answer) => (
        <OpenAnswerCard
          key={answer.id}
          answer={answer}
          question={questionOf(answer.question)}
          roster={roster}
          onReview={onReview}
        />
      ))}
    </PageSection>
  );
}

interface OpenAnswerCardProps {
  readonly answer: OpenAnswer;
  readonly question: string;
  readonly roster: readonly string[];
  readonly onReview: OpenAnswersViewProps['onReview'];
}

function OpenAnswerCard({ answer, question, roster, onReview }: OpenAnswerCardProps): ReactElement {
  const translate = useTranslate();
  const [text, setText] = useState(answer.text);
  const hits = findPersonalData(text, roster);
  return (
    <Card>
      <TextArea
        label={question}
        value={text}
        maxLength={5_000}
        isReadOnly={onReview === undefined}
        onChange={setText}
      />
      <TextHitList
        hits={hits}
        onRemove={
          onReview && (({ at, text: found }) => setText(text.slice(0, at) + text.slice(at + found.length)))
        }
      />
      {onReview && (
        <div className="learning-acts">
          <Button
            isDisabled={text.trim() === '' || text.length > 5_000}
            onPress={() => onReview(answer, text.trim())}
          >
            {translate(hits.length > 0 ? 'learning.texts.approveAnyway' : 'learning.texts.approve')}
          </Button>
          <Button kind="quiet" onPress={() => onReview(answer, null)}>
            {translate('learning.texts.keep')}
          </Button>
        </div>
      )}
    </Card>
  );
}
