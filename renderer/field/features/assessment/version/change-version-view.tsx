import { Download, PackageOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { InstrumentChange } from '#domain/assessment/change-instrument.ts';
import type { ParkedAnswer } from '#domain/assessment/parked-answers.ts';
import { DifferenceView } from '#renderer/form/difference-view.tsx';
import { parkedName, parkedValue } from './parked-answers-text.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { Section } from '#renderer/ui/section.tsx';

interface ChangeVersionViewProps {
  readonly version: string;
  /** Null while the newer version is not read yet, or is missing. */
  readonly plan: InstrumentChange | null;
  readonly isMissing: boolean;
  readonly language: string;
  readonly problem: Message | null;
  readonly onChange: () => void;
  readonly onExport: () => void;
  readonly onClose: () => void;
}

/** Before an assessment goes to a newer version: what is different, and which answers would have no question. */
export function ChangeVersionView(props: ChangeVersionViewProps): ReactElement {
  const { version, plan, isMissing, language, problem, onChange, onExport, onClose } = props;
  const say = useSay();
  return (
    <Dialog
      title={say('version.change.title', { version })}
      isOpen
      onClose={onClose}
      width="l"
      actions={
        <>
          <Button kind="primary" isDisabled={plan === null} onPress={onChange}>
            {say('version.change', { version })}
          </Button>
          <Button onPress={onClose}>{say('version.stay')}</Button>
        </>
      }
    >
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      {isMissing && <Banner meaning="wait">{say('version.missing')}</Banner>}
      {plan !== null && (
        <>
          <p>{say('version.change.text')}</p>
          <ParkedView parked={plan.parked} language={language} onExport={onExport} />
          <DifferenceView difference={plan.difference} language={language} />
        </>
      )}
    </Dialog>
  );
}

/** More are not listed here: the export has them all. */
const mostListed = 20;

interface ParkedViewProps {
  readonly parked: readonly ParkedAnswer[];
  readonly language: string;
  readonly onExport: () => void;
}

function ParkedView({ parked, language, onExport }: ParkedViewProps): ReactElement {
  const say = useSay();
  if (parked.length === 0) return <Banner meaning="good">{say('version.parked.none')}</Banner>;
  return (
    <Section
      title={say('version.parked', { count: parked.length })}
      description={say('version.parked.text')}
      action={
        <Button icon={Download} onPress={onExport}>
          {say('version.parked.export')}
        </Button>
      }
    >
      {parked.slice(0, mostListed).map((answer) => (
        <Entry
          key={answer.path}
          lead={<PackageOpen className="fb-icon" aria-hidden />}
          meta={<bdi>{parkedName(answer, language)}</bdi>}
        >
          {parkedValue(answer)}
        </Entry>
      ))}
      {parked.length > mostListed && (
        <p>{say('version.parked.more', { count: parked.length - mostListed })}</p>
      )}
    </Section>
  );
}
