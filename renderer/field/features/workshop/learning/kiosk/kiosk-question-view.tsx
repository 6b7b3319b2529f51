import { useId, type ReactElement } from 'react';
import {
  type AnswerPage,
  agreementAnswers,
  type Questionnaire,
} from '#domain/workshop/learning/questionnaire.ts';
import type { TestAnswer } from '#domain/workshop/workshop-test.ts';
import { type MessageKey, type ScreenLanguage, useTranslate, type PlainMessageKey } from '#renderer/i18n';
import { CheckRows, RadioRows, RankList, Banner, TextField, Select, TextArea } from '#renderer/ui';
import { KioskTitle } from './kiosk-frame-view.tsx';
import { type AnswerFacts, factValues } from '#domain/workshop/learning/answer-entry.ts';
import { ParticipantSex } from '#domain/workshop/participant.ts';
import { agreementKeys, valueLabelOf } from '#renderer/records/value-labels.ts';

interface KioskQuestionViewProps {
  readonly page: AnswerPage;
  readonly language: ScreenLanguage;
  readonly answer: TestAnswer | undefined;
  /** Order that is shown for an order question. */
  readonly order: readonly string[];
  readonly onAnswer: (answer: TestAnswer) => void;
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

interface KioskTextsViewProps {
  readonly questionnaire: Questionnaire;
  readonly language: ScreenLanguage;
  readonly texts: Readonly<Record<string, string>>;
  readonly facts: AnswerFacts;
  readonly onText: (question: string, text: string) => void;
  readonly onFacts: (facts: AnswerFacts) => void;
}

/** Open questions of a questionnaire, and optional facts. All of them may stay empty. */
export function KioskTextsView(props: KioskTextsViewProps): ReactElement {
  const { questionnaire, language, texts, facts, onText, onFacts } = props;
  const translate = useTranslate();
  return (
    <>
      <KioskTitle>{translate('learning.kiosk.texts.title')}</KioskTitle>
      <Banner meaning="info" isQuiet>
        {translate('learning.kiosk.texts.hint')}
      </Banner>
      {questionnaire.questions.map(({ id, text }) => (
        <TextArea
          key={id}
          label={text[language]}
          value={texts[id] ?? ''}
          rows={2}
          maxLength={5_000}
          onChange={(next) => onText(id, next)}
        />
      ))}
      {questionnaire.facts.includes('institutionType') && (
        <Select
          label={translate('learning.facts.institutionType')}
          description={translate('learning.facts.voluntary')}
          options={[
            { id: noInstitutionType, label: translate('value.participantSex.not-stated') },
            ...factValues.institutionType.map((id) => ({ id, label: translate(typeLabelOf(id)) })),
          ]}
          value={facts.institutionType ?? noInstitutionType}
          onChange={(id) => onFacts({ ...facts, institutionType: id === noInstitutionType ? null : id })}
        />
      )}
      {questionnaire.facts.includes('sex') && (
        <Select
          label={translate('learning.facts.sex')}
          description={translate('learning.facts.voluntary')}
          options={ParticipantSex.options.map((id) => ({
            id,
            label: translate(`value.participantSex.${id}`),
          }))}
          value={facts.sex ?? 'not-stated'}
          onChange={(sex) => onFacts({ ...facts, sex })}
        />
      )}
    </>
  );
}

const noInstitutionType = '-';
const typeLabelOf = (id: string): PlainMessageKey =>
  valueLabelOf('institutionType', id) ?? 'value.institutionType.OTH';

/** Doubt about a code before the test begins. `used`: others or the same person had it in this phase. */
export type CodeDoubt = 'malformed' | 'used' | 'unknown';

interface KioskCodeViewProps {
  readonly word: string;
  readonly number: string;
  readonly doubt: CodeDoubt | null;
  readonly onChange: (code: { readonly word: string; readonly number: string }) => void;
}

/** Secret word and number of a person, with the reason for them. */
export function KioskCodeView({ word, number, doubt, onChange }: KioskCodeViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <h1 className="kiosk-title">{translate('learning.kiosk.code.title')}</h1>
      <p className="kiosk-text">{translate('learning.kiosk.code.text')}</p>
      <div className="kiosk-code">
        <TextField
          label={translate('learning.kiosk.code.word')}
          value={word}
          cutsAt={30}
          autoComplete="off"
          autoFocus
          onChange={(next) => onChange({ word: next, number })}
        />
        <TextField
          label={translate('learning.kiosk.code.number')}
          value={number}
          cutsAt={2}
          autoComplete="off"
          onChange={(next) => onChange({ word, number: next })}
        />
      </div>
      {doubt !== null && (
        <Banner meaning={doubt === 'malformed' ? 'bad' : 'wait'} isAnnounced>
          {translate(`learning.kiosk.code.${doubt}`)}
        </Banner>
      )}
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
