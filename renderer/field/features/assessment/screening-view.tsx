import { GitMerge } from 'lucide-react';
import type { ReactElement } from 'react';
import { type MaturityModel, typeQuestionId } from '#domain/instrument/maturity-model.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { institutionTypeWord } from '#renderer/field/parts/institution-type-word.ts';

interface ScreeningViewProps {
  readonly instrument: MaturityModel;
  readonly screening: Readonly<Record<string, string>>;
  readonly focused: string | null;
  readonly isReadOnly: boolean;
  /** Questions with answers that were given without seeing each other (M3). */
  readonly contested: readonly string[];
  /** By question: why the last choice there was not kept. */
  readonly problems: Readonly<Record<string, Message>>;
  readonly onChoose: (question: string, answer: string) => void;
  readonly onFocus: (question: string) => void;
}

const words: Readonly<Record<string, MessageKey>> = {
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

/** What is asked before everything else: it decides which questions apply. */
export function ScreeningView(props: ScreeningViewProps): ReactElement {
  const { instrument, screening, focused, isReadOnly, contested, problems, onChoose, onFocus } = props;
  const say = useSay();
  const textOf = (id: string, text: string): string => {
    const key = words[id];
    return key ? say(key) : text;
  };
  const problemOf = (id: string): string | undefined => {
    const problem = problems[id];
    return problem && say(problem);
  };

  return (
    <>
      {instrument.screening.map(({ id, question }) => (
        <div key={id} className="assess-stop" data-question={id} tabIndex={-1} onFocus={() => onFocus(id)}>
          <Card isCurrent={focused === id} label={`${id} ${textOf(id, question)}`}>
            {id === typeQuestionId ? (
              <Select
                label={`${id} ${textOf(id, question)}`}
                options={Object.keys(instrument.institution_types).map((code) => ({
                  id: code,
                  label: institutionTypeWord(code, instrument, say),
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
                  { value: 'yes', keyHint: 'Y', text: say('assessment.screening.yes') },
                  { value: 'no', keyHint: 'N', text: say('assessment.screening.no') },
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
                  {say('assessment.screening.conflict')}
                </Banner>
              </div>
            )}
          </Card>
        </div>
      ))}
    </>
  );
}
