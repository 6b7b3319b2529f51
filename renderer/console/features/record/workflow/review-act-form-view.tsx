import { type ReactElement, type ReactNode, useState } from 'react';
import { freeTextsOfAct, type ReviewAct } from '#domain/assessment/review/review-act.ts';
import { useTextDrafts } from '#renderer/console/parts/text-drafts.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { useUnconfirmedHits } from '#renderer/records/unconfirmed-hits.ts';
import { Banner, Button, Form, FormActs, TextHitList } from '#renderer/ui';
import type { ReviewService } from './review-service.ts';
import './review.css';

interface ReviewActFormViewProps {
  /** Act of the form so far, or its missing part. */
  readonly act: ReviewAct | Message;
  readonly action: string;
  readonly isGrave?: boolean | undefined;
  readonly service: ReviewService;
  /** Beginning of the names of its drafts; they end with the form. */
  readonly draft?: string | undefined;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/**
 * Form with one button for an act.
 * Missing parts and refusals are shown here, and typing stays. Personal data is removed from the text, or
 * confirmed, before it is sent.
 */
export function ReviewActFormView(props: ReviewActFormViewProps): ReactElement {
  const { act, action, isGrave = false, service, draft, onDone, onCancel, children } = props;
  const translate = useTranslate();
  const textDrafts = useTextDrafts();
  const end = (leave: () => void): void => {
    if (draft !== undefined) textDrafts.forget(draft);
    leave();
  };
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const { unchecked, confirm } = useUnconfirmedHits(
    'act' in act ? freeTextsOfAct(act).flatMap(service.openHits) : [],
  );

  const submit = async (): Promise<void> => {
    if (!('act' in act)) {
      setProblem(act);
      return;
    }
    if (unchecked.length > 0) {
      setProblem({ key: 'review.check.open' });
      return;
    }
    setIsAsking(true);
    const refused = await service.onAct(act);
    setIsAsking(false);
    setProblem(refused);
    if (refused === null) end(onDone);
  };

  return (
    <Form name={action} className="desk-form" onSubmit={() => void submit()}>
      {children}
      <TextHitList
        hits={unchecked}
        onConfirm={(hit) => {
          confirm(hit);
          setProblem(null);
        }}
      />
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <FormActs className="desk-actions">
        <Button type="submit" kind={isGrave ? 'danger' : 'primary'} isPending={isAsking}>
          {action}
        </Button>
        <Button onPress={() => end(onCancel)}>{translate('review.cancel')}</Button>
        {draft !== undefined && <small className="desk-draft">{translate('review.draft')}</small>}
      </FormActs>
    </Form>
  );
}
