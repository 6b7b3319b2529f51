import type { ReactElement, ReactNode } from 'react';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { ChoiceProblem } from '#renderer/field/app/use-document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DimensionPageView, type PageLink } from './dimension-page-view.tsx';
import { ScreeningView } from './screening-view.tsx';

interface ScreeningPageProps {
  readonly screening: Readonly<Record<string, string>>;
  readonly contested: readonly string[];
  readonly focused: string | null;
  readonly isReadOnly: boolean;
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
  readonly onChoose: (question: string, answer: string) => void;
  readonly onFocus: (question: string) => void;
  readonly notice: ReactNode;
  readonly next: PageLink | null;
}

/** What is asked first: it decides which questions apply. */
export function ScreeningPage(props: ScreeningPageProps): ReactElement {
  const say = useSay();
  const problems = [...props.problems].flatMap(([path, problem]) =>
    path.startsWith('screening/')
      ? [[path.slice('screening/'.length), refusalMessage(problem)] as const]
      : [],
  );
  return (
    <DimensionPageView
      code={null}
      title={say('assessment.screening.title')}
      purpose={say('assessment.screening.why')}
      notice={props.notice}
      previous={null}
      next={props.next}
    >
      <ScreeningView
        instrument={defaultModel}
        screening={props.screening}
        contested={props.contested}
        focused={props.focused}
        isReadOnly={props.isReadOnly}
        problems={Object.fromEntries(problems)}
        onChoose={props.onChoose}
        onFocus={props.onFocus}
      />
    </DimensionPageView>
  );
}
