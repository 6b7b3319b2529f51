import { GitMerge } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Card, RadioRows, Select } from '#renderer/ui';
import './assessment.css';
import { type MaturityModel } from '#domain/scoring/maturity-model.ts';
import { institutionTypeQuestionId } from '#domain/scoring/scoring-policy.ts';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';

interface ScreeningViewProps {
  readonly instrument: MaturityModel;
  readonly screening: Readonly<Record<string, string>>;
  readonly focused: string | null;
  readonly isReadOnly: boolean;
  /** Questions with concurrent answers (M3). */
  readonly contested: readonly string[];
  /** By question: reason why the last choice there was not kept. */
  readonly problems: Readonly<Record<string, Message>>;
  readonly onChoose: (question: string, answer: string) => void;
  readonly onFocus: (question: string) => void;
}

const screeningMessageKeys: Readonly<Record<string, MessageKey>> = {
  S1: 'assessment.screening.S1',
  S2: 'assessment.screening.S2',
  S3: 'assessment.screening.S3',
  S4: 'assessment.screening.S4',
  S5: 'assessment.screening.S5',
  S6: 'assessment.screening.S6',
  S7: 'assessment.screening.S7',
  S8: 'assessment.screening.S8',
  S9: 'assessment.screening.S9',
};

/** Questions before everything else: they decide which questions apply. */
export function ScreeningView(props: ScreeningViewProps): ReactElement {
  const { instrument, screening, focused, isReadOnly, contested, problems, onChoose, onFocus } = props;
  const translate = useTranslate();
  const textOf = (id: string, text: string): string => {
    const messageKey = screeningMessageKeys[id];
    return messageKey ? translate(messageKey) : text;
  };
  const problemOf = (id: string): string | undefined => {
    const problem = problems[id];
    return problem && translate(problem);
  };

  return (
    <>
      {instrument.screening.map(({ id, question }) => (
        <div key={id} className="assess-stop" data-question={id} tabIndex={-1} onFocus={() => onFocus(id)}>
          <Card isCurrent={focused === id} label={`${id} ${textOf(id, question)}`}>
            {id === institutionTypeQuestionId ? (
              <Select
                label={`${id} ${textOf(id, question)}`}
                options={Object.keys(instrument.institution_types).map((code) => ({
                  id: code,
                  label: institutionTypeLabel(code, instrument, translate),
                }))}
                value={screening[id] ?? null}
                onChange={(answer) => onChoose(id, answer)}
                isDisabled={isReadOnly}
                problem={problemOf(id)}
              />
            ) : (
              <RadioRows
                label={`${id} ${textOf(id, question)}`}
                rows={[]}
                others={[
                  { value: 'yes', keyHint: '1', text: translate('value.flag.yes') },
                  { value: 'no', keyHint: '2', text: translate('value.flag.no') },
                ]}
                value={screening[id] ?? null}
                onChange={(answer) => onChoose(id, answer)}
                isReadOnly={isReadOnly}
                problem={problemOf(id)}
              />
            )}
            {contested.includes(id) && (
              <div className="assess-answer">
                <Banner meaning="bad" icon={GitMerge}>
                  {translate('assessment.screening.conflict')}
                </Banner>
              </div>
            )}
          </Card>
        </div>
      ))}
    </>
  );
}
