import type { ProcessingLine } from '#domain/privacy/processing.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { lookOfKind } from '#renderer/console/parts/kind-words.ts';
import type { Format } from '#renderer/i18n/format.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import { carriedOutLooks, groupKeys, leavesKeys, markKeys, periodMessage, personalKeys } from './words.ts';

/** A line of the register in words, for the page and for the file alike. */
export interface RegisterRow {
  readonly group: string;
  /** The kinds of records that it stands in; empty where it is kept beside them, or there is none. */
  readonly records: string;
  readonly personal: string;
  readonly mark: string;
  readonly leaves: string;
  readonly kept: string;
  /** The day on which it is due; empty while that is not known. */
  readonly due: string;
  readonly carriedOut: string;
}

export function registerRow(line: ProcessingLine, say: Say, { date, list }: Format): RegisterRow {
  const { group, kinds, personal, mark, mayLeaveDevice, retention, dueOn, carriedOut } = line;
  const periods = retention.map((period) => say(periodMessage(period)));
  const [first = say('processing.period.always'), ...others] = periods;
  return {
    group: say(groupKeys[group]),
    records: list(kinds.map((kind) => say(kindWord(kind)))),
    personal: say(personalKeys[personal]),
    mark: say(markKeys[mark]),
    leaves: say(leavesKeys[mayLeaveDevice]),
    kept: others.length === 0 ? first : say('processing.period.first', { periods: list(periods) }),
    due: dueOn === null ? '' : date(dayMs(dueOn)),
    carriedOut: say(carriedOutLooks[carriedOut].key),
  };
}

const kindWord = (kind: string) =>
  kind === 'instrument' ? 'processing.kind.instrument' : lookOfKind(kind).one;
