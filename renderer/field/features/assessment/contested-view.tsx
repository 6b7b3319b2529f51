import type { ReactElement } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { Candidate } from './contested.ts';
import { ratingMessage } from './rating-word.ts';

interface ContestedViewProps {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly candidates: readonly Candidate[];
  /** Who is behind a device. */
  readonly names: Readonly<Record<DeviceId, string>>;
  /** The keys that keep each of them while this question is in focus. */
  readonly keys?: readonly string[] | undefined;
  /** Absent where nothing may be decided. */
  readonly onKeep?: ((candidate: Candidate) => void) | undefined;
}

/** Values that were written without seeing each other (M3), beside the question that they answer. */
export function ContestedView(props: ContestedViewProps): ReactElement {
  const { title, text, candidates, names, keys = [], onKeep } = props;
  const say = useSay();
  return (
    <Banner meaning="bad" title={say(title)}>
      {say(text)}
      <div className="assess-candidates">
        {candidates.map((candidate, at) => {
          const who = names[candidate.device] ?? say('assessment.unknownPerson');
          const value = valueOf(candidate);
          return (
            <Entry
              key={candidate.key}
              isBoxed
              lead={candidate.shown.kind === 'rating' ? <Chip candidate={candidate} /> : undefined}
              meta={
                <>
                  {candidate.shown.kind === 'text' && <bdi>{who} · </bdi>}
                  <RelativeTime atMs={candidate.atMs} show="moment" />
                </>
              }
              action={
                onKeep && (
                  <span className="assess-keep">
                    <Button
                      label={say('assessment.conflict.keepLabel', { value: say(value), who })}
                      onPress={() => onKeep(candidate)}
                    >
                      {say('assessment.conflict.keep')}
                    </Button>
                    {keys[at] && <KeyHint keys={keys[at]} />}
                  </span>
                )
              }
            >
              {candidate.shown.kind === 'text' ? candidate.shown.text : <bdi>{who}</bdi>}
            </Entry>
          );
        })}
      </div>
    </Banner>
  );

  function valueOf({ shown }: Candidate) {
    return shown.kind === 'rating'
      ? ratingMessage(shown.rating)
      : ({ key: 'assessment.reason.text', values: { text: shown.text } } as const);
  }
}

function Chip({ candidate }: { readonly candidate: Candidate }): ReactElement | null {
  const say = useSay();
  if (candidate.shown.kind !== 'rating') return null;
  const { rating } = candidate.shown;
  return rating.state === 'rated' ? (
    <LevelChip level={rating.level} />
  ) : (
    <span>{say(ratingMessage(rating))}</span>
  );
}
