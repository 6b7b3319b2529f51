import type { ReactElement } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { ContestedAnswer } from './contested-answer.ts';

interface ContestedAnswerViewProps {
  readonly candidates: readonly ContestedAnswer[];
  readonly names: Readonly<Record<DeviceId, string>>;
  /** A value in the words of the form. */
  readonly textOf: (candidate: ContestedAnswer) => string;
  /** Absent where nothing may be decided. */
  readonly onKeep?: ((candidate: ContestedAnswer) => void) | undefined;
}

const keepKeys = ['K', 'L'];

/** Answers that were given without seeing each other (M3), beside their question. */
export function ContestedAnswerView({
  candidates,
  names,
  textOf,
  onKeep,
}: ContestedAnswerViewProps): ReactElement | null {
  const say = useSay();
  if (candidates.length === 0) return null;
  return (
    <Banner meaning="bad" title={say('assessment.conflict.title')}>
      {say('assessment.conflict.text')}
      <div className="assess-candidates">
        {candidates.map((candidate, at) => {
          const who = names[candidate.device] ?? say('assessment.unknownPerson');
          const value = textOf(candidate) || say('assessment.choice.blank');
          return (
            <Entry
              key={candidate.key}
              isBoxed
              meta={
                <>
                  <bdi>{who} · </bdi>
                  <RelativeTime atMs={candidate.atMs} show="moment" />
                </>
              }
              action={
                onKeep && (
                  <span className="assess-keep">
                    <Button
                      label={say('assessment.conflict.keepLabel', { value, who })}
                      onPress={() => onKeep(candidate)}
                    >
                      {say('assessment.conflict.keep')}
                    </Button>
                    {keepKeys[at] && <KeyHint keys={keepKeys[at]} />}
                  </span>
                )
              }
            >
              {value}
            </Entry>
          );
        })}
      </div>
    </Banner>
  );
}
