import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Table } from '#renderer/ui/table.tsx';
import type { KeptAnswer } from './form-overview-view.tsx';

interface UnopenedFormViewProps {
  readonly why: 'absent' | 'damaged' | 'broken';
  readonly instrument: string;
  /** What is wrong with the form, in the words of its checks. */
  readonly problems: readonly string[];
  readonly answers: readonly KeptAnswer[];
}

const words: Readonly<Record<UnopenedFormViewProps['why'], MessageKey>> = {
  absent: 'form.unopened.absent',
  damaged: 'form.unopened.damaged',
  broken: 'form.unopened.broken',
};

/** The answers of an assessment whose questions cannot be shown, by the places where they are kept. */
export function UnopenedFormView({
  why,
  instrument,
  problems,
  answers,
}: UnopenedFormViewProps): ReactElement {
  const say = useSay();
  return (
    <>
      <Banner meaning="wait" icon={Lock} title={say('form.unopened.title')}>
        {say(words[why], { instrument })}
        {problems.length > 0 && (
          <ul>
            {problems.slice(0, 20).map((problem) => (
              <li key={problem} dir="auto">
                {problem}
              </li>
            ))}
          </ul>
        )}
      </Banner>
      <Table
        label={say('form.unopened.answers')}
        rows={answers}
        rowId={({ key }) => key}
        empty={<p className="assess-prompt">{say('form.unopened.none')}</p>}
        columns={[
          { id: 'place', title: say('form.unopened.place'), cell: ({ name }) => <bdi>{name}</bdi> },
          { id: 'value', title: say('form.unopened.value'), cell: ({ value }) => <bdi>{value}</bdi> },
        ]}
      />
    </>
  );
}
