import type { ReactElement } from 'react';
import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { compareTimestamps } from '#domain/clock/hlc.ts';
import { type Document, type Head, hasConflict } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, type Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, KeyHint, ListEntry, RelativeTime } from '#renderer/ui';

/** One of the values of an answer between which a person has to decide (M3). */
export interface AnswerCandidate {
  readonly key: Dot;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly value: JsonValue;
}

/** Values of an answer with a conflict, the own one first, then the newest, equal ones once; empty without a conflict. */
export function answerConflictCandidates(
  document: Document,
  path: string,
  ownDeviceId: DeviceId,
): readonly AnswerCandidate[] {
  const register = document.registers[path as Path]; // reading takes any text
  if (register === undefined || !hasConflict(register)) return [];
  const rank = ({ dot }: Head): number => (deviceOfDot(dot) === ownDeviceId ? 0 : 1);
  const newestHeads = register.heads.toSorted(
    (a, b) => rank(a) - rank(b) || compareTimestamps(deviceTimestampOfHead(b), deviceTimestampOfHead(a)),
  );
  return newestHeads
    .filter(({ value }, at) => newestHeads.findIndex((head) => areJsonEqual(head.value, value)) === at)
    .map(({ dot, stamp, value }) => ({ key: dot, device: deviceOfDot(dot), atMs: stamp[0], value }));
}

const deviceTimestampOfHead = ({ dot, stamp }: Head) => ({ stamp, device: deviceOfDot(dot) });

interface AnswerConflictViewProps {
  readonly candidates: readonly AnswerCandidate[];
  readonly names: Readonly<Record<DeviceId, string>>;
  /** A value in the words of the form. */
  readonly textOf: (answerCandidate: AnswerCandidate) => string;
  /** Absent where nothing may be decided. */
  readonly onKeep?: ((answerCandidate: AnswerCandidate) => void) | undefined;
}

/** Keys that keep the first or the second value of a conflict. */
const keepKeys: readonly string[] = ['1', '2'];

/** Concurrent answers (M3), beside their question. */
export function AnswerConflictView({
  candidates,
  names,
  textOf,
  onKeep,
}: AnswerConflictViewProps): ReactElement | null {
  const translate = useTranslate();
  if (candidates.length === 0) return null;
  return (
    <Banner meaning="bad" title={translate('assessment.conflict.title')}>
      {translate('assessment.conflict.text')}
      <div className="assess-candidates">
        {candidates.map((answerCandidate, at) => {
          const who = names[answerCandidate.device] ?? translate('assessment.unknownPerson');
          const value = textOf(answerCandidate) || translate('value.answerStatus.blank');
          return (
            <ListEntry
              key={answerCandidate.key}
              isBoxed
              meta={
                <>
                  <bdi>{who} · </bdi>
                  <RelativeTime atMs={answerCandidate.atMs} show="moment" />
                </>
              }
              action={
                onKeep && (
                  <span className="assess-keep">
                    <Button
                      label={translate('assessment.conflict.keepLabel', { value, who })}
                      onPress={() => onKeep(answerCandidate)}
                    >
                      {translate('assessment.conflict.keep')}
                    </Button>
                    {keepKeys[at] && <KeyHint keys={keepKeys[at]} />}
                  </span>
                )
              }
            >
              {value}
            </ListEntry>
          );
        })}
      </div>
    </Banner>
  );
}
