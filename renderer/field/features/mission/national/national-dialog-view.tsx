import type { ReactElement, ReactNode } from 'react';
import { Level } from '#domain/assessment/assessment.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { NationalRatings } from './national-ratings.tsx';
import type { NationalRow } from './national-rows.ts';
import './national.css';

interface NationalDialogViewProps {
  readonly row: NationalRow;
  readonly level: Level;
  readonly reason: string;
  /** After the person wanted to keep it. */
  readonly isReasonMissing: boolean;
  readonly problem: Message | null;
  /** What in the reason may name or reach a person. */
  readonly hits: ReactNode;
  readonly onLevel: (level: Level) => void;
  readonly onReason: (reason: string) => void;
  readonly onKeep: () => void;
  /** Back to what is proposed; absent while that holds. */
  readonly onBack?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** One level of a national indicator for the State, and why it is that one. */
export function NationalDialogView(props: NationalDialogViewProps): ReactElement {
  const { row, level, reason, isReasonMissing, problem, hits, onBack } = props;
  const { indicator } = row;
  const say = useSay();
  const around = languages[useLanguage()].direction;
  return (
    <Dialog
      title={say('mission.national.dialog.title', { indicator: `${indicator.id} ${indicator.title}` })}
      isOpen
      onClose={props.onClose}
      width="l"
      actions={
        <>
          <Button kind="primary" onPress={props.onKeep}>
            {say('mission.national.keep')}
          </Button>
          {onBack && <Button onPress={onBack}>{say('mission.national.back')}</Button>}
          <Button onPress={props.onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <div className="national-dialog">
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {say(problem)}
          </Banner>
        )}
        <NationalRatings row={row} />
        <RadioRows
          label={say('mission.national.level')}
          rows={indicator.levels.map((text, at) => ({
            value: `${at + 1}`,
            text: isolate(text, around),
            level: Level.parse(at + 1),
          }))}
          value={`${level}`}
          onChange={(value) => props.onLevel(Level.parse(Number(value)))}
        />
        <TextArea
          label={say('mission.national.reason')}
          description={say('mission.national.reason.help')}
          value={reason}
          onChange={props.onReason}
          maxLength={20_000}
          problem={isReasonMissing ? say('mission.national.reason.missing') : undefined}
        />
        {hits}
      </div>
    </Dialog>
  );
}
