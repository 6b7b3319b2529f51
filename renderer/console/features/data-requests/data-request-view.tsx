import { type ReactElement, useState } from 'react';
import { asksToErase, type DataRequest } from '#domain/privacy/data-request.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { AnswerView } from './answer-view.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryView } from './entry-view.tsx';
import type { Erasing } from './erasing.ts';
import { type Finding, FindView } from './find-view.tsx';
import { PossibleView } from './possible-view.tsx';
import { aboutOf, type DataRequestAnswered, type DataRequestVersion, type RequestLinks } from './request.ts';
import { VersionsView } from './versions-view.tsx';

interface DataRequestViewProps {
  readonly shown: DataRequestAnswered;
  readonly today: string;
  readonly links: RequestLinks;
  readonly finding: Finding;
  readonly erasing: Erasing;
  /** `onDone` hears of what was kept; what was refused stays as it was typed. */
  readonly onKeep: (seen: number, request: DataRequest, onDone: () => void) => void;
}

/** A form, over the version that stood there when it was opened: a newer one is not written over unseen. */
interface Open {
  readonly form: 'entry' | 'answer';
  readonly seen: DataRequestVersion;
}

/** One entry of the register, for who keeps it and for who reads it. */
export function DataRequestView(props: DataRequestViewProps): ReactElement {
  const { shown, today, links, finding, erasing, onKeep } = props;
  const say = useSay();
  const { versions, missions, mayKeep } = shown;
  const [last] = versions;
  const [open, setOpen] = useState<Open | null>(null);
  if (last === undefined) throw new Error('An entry has a version');
  const { request } = last;
  const close = (): void => setOpen(null);
  return (
    <Page>
      <Section
        title={say('rights.entry')}
        action={
          mayKeep && (
            <Button onPress={() => setOpen({ form: 'entry', seen: last })}>{say('rights.correct')}</Button>
          )
        }
      >
        <EntryView request={request} missions={missions} today={today} />
      </Section>
      <PossibleView kind={request.kind} about={aboutOf(request, missions)} links={links} />
      {mayKeep && request.answer === null && (
        <FindView
          missions={missions}
          log={request.log}
          finding={finding}
          erasing={asksToErase(request.kind) ? erasing : null}
        />
      )}
      <AnswerView
        answer={request.answer}
        mayKeep={mayKeep}
        onAnswer={() => setOpen({ form: 'answer', seen: last })}
        onTakeBack={() => onKeep(last.version, { ...request, answer: null }, close)}
      />
      <VersionsView versions={versions} missions={missions} />
      {open?.form === 'entry' && (
        <EntryDialog
          entry={open.seen.request}
          missions={missions}
          today={today}
          onKeep={(next) => onKeep(open.seen.version, next, close)}
          onClose={close}
        />
      )}
      {open?.form === 'answer' && (
        <AnswerDialog
          answer={open.seen.request.answer}
          receivedOn={open.seen.request.receivedOn}
          today={today}
          onKeep={(answer) => onKeep(open.seen.version, { ...open.seen.request, answer }, close)}
          onClose={close}
        />
      )}
    </Page>
  );
}
