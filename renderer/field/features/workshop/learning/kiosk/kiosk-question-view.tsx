import { type ReactElement, useId } from 'react';
import { type AnswerPage, agreementAnswers } from '#domain/workshop/learning/questionnaire.ts';
import type { TestAnswer } from '#domain/workshop/workshop-test.ts';
import { type MessageKey, type ScreenLanguage, useTranslate } from '#renderer/i18n';
import { agreementKeys } from '#renderer/records/value-labels.ts';
import { CheckRows, RadioRows, RankList } from '#renderer/ui';
import { KioskTitle } from './kiosk-thanks-view.tsx';

interface KioskQuestionViewProps {
  readonly page: AnswerPage;
  readonly language: ScreenLanguage;
  readonly answer: TestAnswer | undefined;
  /** Order that is shown for an order question. */
  readonly order: readonly string[];
  readonly onAnswer: (testAnswer: TestAnswer) => void;
}

/** One question in the whole screen. */
export function KioskQuestionView(props: KioskQuestionViewProps): ReactElement {
  const { page, language } = props;
  const translate = useTranslate();
  const hint = useId();
  return (
    <>
      <KioskTitle>{page.text[language]}</KioskTitle>
      <p className="kiosk-text" id={hint}>
        {translate(hintKeys[page.kind])}
      </p>
      <Answers {...props} hint={hint} />
    </>
  );
}

const hintKeys = {
  single: 'learning.kiosk.hint.single',
  multi: 'learning.kiosk.hint.multi',
  order: 'learning.kiosk.hint.order',
  agreement: 'learning.kiosk.hint.agreement',
} as const satisfies Record<AnswerPage['kind'], MessageKey>;

function Answers(props: KioskQuestionViewProps & { readonly hint: string }): ReactElement {
  const { page, language, answer, order, onAnswer, hint } = props;
  const translate = useTranslate();
  const shared = { label: page.text[language], hideLabel: true, describedBy: hint };
  if (page.kind === 'agreement')
    return (
      <RadioRows
        {...shared}
        rows={agreementAnswers.map((value, at) => ({
          value,
          text: translate(agreementKeys[value]),
          keyHint: String(at + 1),
        }))}
        value={agreementAnswers.find((value) => value === answer) ?? null}
        onChange={onAnswer}
      />
    );
  const textOf = (id: string): string => page.options.find((one) => one.id === id)?.text[language] ?? id;
  if (page.kind === 'order')
    return (
      <RankList
        label={page.text[language]}
        items={order.map((id) => ({ id, label: textOf(id) }))}
        isUnranked={false}
        onMove={onAnswer}
      />
    );
  const rows = page.options.map(({ id, text }, at) => ({
    value: id,
    text: text[language],
    keyHint: String(at + 1),
  }));
  if (page.kind === 'multi')
    return <CheckRows {...shared} rows={rows} value={[answer ?? []].flat()} onChange={onAnswer} />;
  return (
    <RadioRows
      {...shared}
      rows={rows}
      value={typeof answer === 'string' ? answer : null}
      onChange={onAnswer}
    />
  );
}
