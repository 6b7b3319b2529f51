import type { ReactElement } from 'react';
import {
  AnswerState,
  Confidence,
  EvidenceKind,
  EvidenceStrength,
  Level,
} from '#domain/assessment/assessment.ts';
import { canonicalJson, type Json } from '#domain/base/json.ts';
import { Day } from '#domain/mission/mission.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { registerRowOf } from '#renderer/words/register-rows.ts';
import { sayRowValue } from '#renderer/words/value-words.ts';
import { answerStateKeys, confidenceKeys, evidenceKindKeys, strengthKeys } from './value-words.ts';
import './value-view.css';

interface ValueViewProps {
  readonly path: string;
  /** Undefined for rich text, which is not shown in a line. */
  readonly value: Json | undefined;
}

/** One value of one path in a line, as a person would say it. Values of other versions are shown as they are. */
export function ValueView({ path, value }: ValueViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  if (value === undefined) return <em className="console-value-none">{say('console.value.text')}</em>;
  if (value === '' && path.endsWith('/about')) return <>{say('console.value.wholeRecord')}</>;
  if (value === null || value === '')
    return <em className="console-value-none">{say('console.value.empty')}</em>;
  if (typeof value === 'boolean') return <>{say(booleanKey(path, value))}</>;
  const row = registerRowOf(path);
  const said = row && sayRowValue(say, row.sort, value);
  if (said) return <bdi className="console-value-text">{said}</bdi>;

  const name = path.split('/').at(-1);
  if ((name === 'level' || row?.sort === 'level') && isLevel(value)) return <LevelChip level={value} />;
  if (name === 'order') return <em className="console-value-none">{say('console.value.place')}</em>;
  if (typeof value === 'number') return <span className="fb-numbers">{format.number(value)}</span>;
  if (typeof value !== 'string') return <code className="console-value-raw">{canonicalJson(value)}</code>;

  if (name === 'status') return <StatusPill status={value} />;
  const strength = EvidenceStrength.safeParse(value);
  if (name === 'strength' && strength.success) {
    return <>{`${strength.data} · ${say(strengthKeys[strength.data])}`}</>;
  }
  const word = wordFor(name, value);
  if (word) return <>{say(word)}</>;
  const isDay = (name === 'from' || name === 'to' || row?.sort === 'day') && Day.safeParse(value).success;
  return isDay ? <>{format.date(dayMs(value))}</> : <bdi className="console-value-text">{value}</bdi>;
}

const isLevel = (value: Json): value is Level => Level.safeParse(value).success;

function booleanKey(path: string, value: boolean) {
  if (path === 'removed' || path.endsWith('/removed')) {
    return value ? 'console.value.removed' : 'console.value.restored';
  }
  return value ? 'console.value.yes' : 'console.value.no';
}

function wordFor(name: string | undefined, value: string) {
  const state = AnswerState.safeParse(value);
  if (name === 'state' && state.success) return answerStateKeys[state.data];
  const confidence = Confidence.safeParse(value);
  if (name === 'confidence' && confidence.success) return confidenceKeys[confidence.data];
  const kind = EvidenceKind.safeParse(value);
  if (name === 'kind' && kind.success) return evidenceKindKeys[kind.data];
  return undefined;
}
