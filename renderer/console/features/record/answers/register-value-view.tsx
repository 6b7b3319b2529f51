import type { ReactElement } from 'react';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { IsoDay } from '#domain/mission/mission-work.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import { translateValue } from '#renderer/records/value-text.ts';
import { LevelChip } from '#renderer/ui';
import '../record.css';

interface RegisterValueViewProps {
  readonly path: string;
  /** Undefined for rich text, which has no one-line form. */
  readonly value: JsonValue | undefined;
}

/** One value of one path in a line, in words. Values of other versions are shown as they are. */
export function RegisterValueView({ path, value }: RegisterValueViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  if (value === undefined) return <em className="console-value-none">{translate('console.value.text')}</em>;
  if (value === '' && path.endsWith('/about')) return <>{translate('console.value.wholeRecord')}</>;
  if (value === null || value === '')
    return <em className="console-value-none">{translate('console.value.empty')}</em>;
  const valueKind = pathLabelOf(path)?.valueKind ?? 'other';
  if (typeof value === 'boolean') return <>{translate(booleanValueKey(valueKind, value))}</>;
  if (valueKind === 'status' && typeof value === 'string') return <StatusPill status={value} />;
  const said = valueKind === 'status' ? null : translateValue(translate, valueKind, value);
  if (said !== null && typeof value === 'string' && valueKind === 'evidenceStrength')
    return <>{`${value} · ${said}`}</>;
  if (said) return <bdi className="console-value-text">{said}</bdi>;

  if (valueKind === 'level' && isMaturityLevel(value)) return <LevelChip level={value} />;
  if (path.endsWith('/order'))
    return <em className="console-value-none">{translate('console.value.place')}</em>;
  if (typeof value === 'number') return <span className="fb-numbers">{format.number(value)}</span>;
  if (typeof value !== 'string') return <code className="console-value-raw">{canonicalJson(value)}</code>;
  if (valueKind === 'state') return <bdi>{stateNameIn(value, format.language)}</bdi>;
  const isDay = valueKind === 'day' && IsoDay.safeParse(value).success;
  return isDay ? <>{format.date(localNoonMs(value))}</> : <bdi className="console-value-text">{value}</bdi>;
}

const isMaturityLevel = (value: JsonValue): value is MaturityLevel => MaturityLevel.safeParse(value).success;

function booleanValueKey(kind: string, value: boolean) {
  if (kind === 'removed') return value ? 'console.value.removed' : 'console.value.restored';
  return value ? 'value.flag.yes' : 'value.flag.no';
}
