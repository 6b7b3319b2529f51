import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import {
  QuestionnaireCounts,
  type QuestionnaireKind,
  type QuestionnaireSheet,
} from '#domain/workshop/evaluation.ts';
import { countAnswers, countsToSend } from '#domain/workshop/learning/evaluation-results.ts';
import { deviceCountsOf } from '#domain/workshop/learning/workshop-answers.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { useWriteCounts } from './use-save-sheets.ts';

/** Sheets of this laptop that its sums lack. */
interface WaitingSheets {
  readonly count: number;
  /** Add them to the sums now; null below the minimum of all sheets. */
  readonly include: (() => void) | null;
}

/**
 * Keep the sums of this laptop's sheets up to date. At least five further sheets are added at once; fewer wait until
 * the person includes them.
 * @param isPaused nothing is written meanwhile: answers are being entered, or may not be written
 */
export function useQuestionnaireSums(
  { log, document }: DocumentQueryAnswer,
  kind: QuestionnaireKind,
  sheets: readonly QuestionnaireSheet[] | null,
  isPaused: boolean,
): WaitingSheets {
  const { device } = useFieldServices().session;
  const write = useWriteCounts(log, document, kind);
  const last = deviceCountsOf(document, kind, device);
  const due = sheets === null || isPaused ? null : countsToSend(sheets, last);
  const sent = useRef(0);
  useEffect(() => {
    if (due === null || due.sheets === sent.current) return;
    sent.current = due.sheets;
    // A refusal leaves the sheets waiting, which the screen tells.
    void write(due);
  }, [due, write]);

  const whole = QuestionnaireCounts.safeParse(countAnswers(sheets ?? []));
  const count = Math.max(0, (sheets?.length ?? 0) - (last?.sheets ?? 0));
  return {
    count,
    include: whole.success && count > 0 && !isPaused ? () => void write(whole.data) : null,
  };
}

interface WaitingSheetsViewProps {
  readonly count: number;
  /** Add them now; null below the minimum of all sheets. */
  readonly include: (() => void) | null;
}

/** Sheets that are not in the results yet, because few of them would show who answered what. */
export function WaitingSheetsView({ count, include }: WaitingSheetsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (count === 0) return null;
  return (
    <Banner
      meaning="info"
      title={translate('learning.waiting.title', { count })}
      actions={
        include && (
          <Button kind="quiet" onPress={include}>
            {translate('learning.waiting.include')}
          </Button>
        )
      }
    >
      {translate(include === null ? 'learning.waiting.few' : 'learning.waiting.text')}
    </Banner>
  );
}
