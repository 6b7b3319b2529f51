import type { ReactElement } from 'react';
import { type AnswerFacts, factValues } from '#domain/workshop/learning/answer-entry.ts';
import type { Questionnaire } from '#domain/workshop/learning/questionnaire.ts';
import { ParticipantSex } from '#domain/workshop/participant.ts';
import { type PlainMessageKey, type ScreenLanguage, useTranslate } from '#renderer/i18n';
import { valueLabelOf } from '#renderer/records/value-labels.ts';
import { Banner, Select, TextArea } from '#renderer/ui';
import { KioskTitle } from './kiosk-thanks-view.tsx';

interface KioskTextsViewProps {
  readonly questionnaire: Questionnaire;
  readonly language: ScreenLanguage;
  readonly texts: Readonly<Record<string, string>>;
  readonly facts: AnswerFacts;
  readonly onText: (question: string, text: string) => void;
  readonly onFacts: (answerFacts: AnswerFacts) => void;
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
