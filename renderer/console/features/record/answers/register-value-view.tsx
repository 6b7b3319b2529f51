import type { ReactElement } from 'react';
import {
  AnswerStatus,
  RatingConfidence,
  EvidenceKind,
  EvidenceStrength,
  MaturityLevel,
} from '#domain/assessment/assessment.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { IsoDay } from '#domain/mission/mission.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useFormat } from '#renderer/i18n/i18n-context.ts';
import { useTranslate } from '#renderer/i18n/use-translate.ts';
import { LevelChip } from '#renderer/ui/marks/level-chip.tsx';
import { registerLabelOf, translateRegisterValue } from '#renderer/records/register-labels.ts';
import './register-value-view.css';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** Label of each answer state (docs/requirements.md B2). */
export const answerStateKeys: { readonly [S in AnswerStatus]: MessageKey } = {
  rated: 'console.answer.rated',
  na: 'console.answer.na',
  ne: 'console.answer.ne',
  declined: 'console.answer.declined',
  blank: 'console.answer.blank',
};

export const confidenceKeys: { readonly [C in RatingConfidence]: MessageKey } = {
  low: 'console.confidence.low',
  medium: 'console.confidence.medium',
  high: 'console.confidence.high',
};

export const evidenceKindKeys: { readonly [K in EvidenceKind]: MessageKey } = {
  document: 'console.evidence.document',
  interview: 'console.evidence.interview',
  observation: 'console.evidence.observation',
  statistic: 'console.evidence.statistic',
};

/** Meaning of each strength of evidence (docs/requirements.md B3). */
export const strengthLabelKeys: { readonly [S in EvidenceStrength]: MessageKey } = {
  E0: 'console.strength.e0',
  E1: 'console.strength.e1',
  E2: 'console.strength.e2',
  E3: 'console.strength.e3',
  E4: 'console.strength.e4',
};

interface RegisterValueViewProps {
  readonly path: string;
  /** Undefined for rich text, which has no one-line form. */
  readonly value: JsonValue | undefined;
}

/** One value of one path in a line, in words. Values of other versions are shown as they are. */
export function RegisterValueView({ path, value }: RegisterValueViewProps): ReactElement {
  const say = useTranslate();
  const format = useFormat();
  if (value === undefined) return <em className="console-value-none">{say('console.value.text')}</em>;
  if (value === '' && path.endsWith('/about')) return <>{say('console.value.wholeRecord')}</>;
  if (value === null || value === '')
    return <em className="console-value-none">{say('console.value.empty')}</em>;
  if (typeof value === 'boolean') return <>{say(booleanValueKey(path, value))}</>;
  const row = registerLabelOf(path);
  const said = row && translateRegisterValue(say, row.sort, value);
  if (said) return <bdi className="console-value-text">{said}</bdi>;

  const name = path.split('/').at(-1);
  if ((name === 'level' || row?.sort === 'level') && isMaturityLevel(value))
    return <LevelChip level={value} />;
  if (name === 'order') return <em className="console-value-none">{say('console.value.place')}</em>;
  if (typeof value === 'number') return <span className="fb-numbers">{format.number(value)}</span>;
  if (typeof value !== 'string') return <code className="console-value-raw">{canonicalJson(value)}</code>;

  if (name === 'status') return <StatusPill status={value} />;
  const strength = EvidenceStrength.safeParse(value);
  if (name === 'strength' && strength.success) {
    return <>{`${strength.data} · ${say(strengthLabelKeys[strength.data])}`}</>;
  }
  const word = choiceValueKey(name, value);
  if (word) return <>{say(word)}</>;
  const isDay = (name === 'from' || name === 'to' || row?.sort === 'day') && IsoDay.safeParse(value).success;
  return isDay ? <>{format.date(localNoonMs(value))}</> : <bdi className="console-value-text">{value}</bdi>;
}

const isMaturityLevel = (value: JsonValue): value is MaturityLevel => MaturityLevel.safeParse(value).success;

function booleanValueKey(path: string, value: boolean) {
  if (path === 'removed' || path.endsWith('/removed')) {
    return value ? 'console.value.removed' : 'console.value.restored';
  }
  return value ? 'console.value.yes' : 'console.value.no';
}

function choiceValueKey(name: string | undefined, value: string) {
  const state = AnswerStatus.safeParse(value);
  if (name === 'state' && state.success) return answerStateKeys[state.data];
  const confidence = RatingConfidence.safeParse(value);
  if (name === 'confidence' && confidence.success) return confidenceKeys[confidence.data];
  const kind = EvidenceKind.safeParse(value);
  if (name === 'kind' && kind.success) return evidenceKindKeys[kind.data];
  return undefined;
}
