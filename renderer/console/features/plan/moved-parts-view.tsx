import type { ReactElement } from 'react';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { formFieldOf } from '#domain/kinds/form-field.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button } from '#renderer/ui';
import { planItemSubject } from './plan-item-form.ts';
import './plan.css';

interface MovedPartsViewProps {
  readonly moved: readonly string[];
  /** Parts that the person changed. */
  readonly asked: readonly string[];
  readonly response: PlanItemResponse;
  /** Give up the own value of a part. */
  readonly onTake: (part: string) => void;
}

/** Parts that somebody changed meanwhile, each with the present value; nothing was written over it. */
export function MovedPartsView({ moved, asked, response, onTake }: MovedPartsViewProps): ReactElement | null {
  const translate = useTranslate();
  const valueOf = usePresentValues(response);
  if (moved.length === 0) return null;
  return (
    <div key={moved.join()} ref={scrollIntoView}>
      <Banner meaning="wait" title={translate('labour.moved')} isAnnounced>
        <p>{translate('labour.moved.text')}</p>
        <ul className="plan-overlaps">
          {moved.map((part) => (
            <li key={part}>
              <span>
                {translate('labour.moved.part', {
                  part: translate(formFieldOf(planItemSubject, part).label),
                  value: valueOf(part) || '–',
                })}
              </span>
              {asked.includes(part) && (
                <Button kind="quiet" onPress={() => onTake(part)}>
                  {translate('labour.moved.take')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}

/** The person may have saved far below it. */
const scrollIntoView = (notice: HTMLElement | null): void => notice?.scrollIntoView({ block: 'nearest' });

/** The present value of a part as a text. */
function usePresentValues({ item, texts }: PlanItemResponse): (part: string) => string {
  const translate = useTranslate();
  const { date, list } = useFormat();
  const dayOf = (day: string | null): string => (day === null ? '' : date(localNoonMs(day)));
  const values: Readonly<Record<string, string>> = {
    title: item.title,
    dimension: item.dimension ?? '',
    lead: item.lead,
    supporting: list(item.supporting),
    counterpart: item.counterpart,
    'funding-line': item.fundingLine,
    logframe: texts.logframe,
    from: dayOf(item.from),
    to: dayOf(item.to),
    'date-reason': texts.dateReason,
    status: translate(valueLabels.planStatus[item.status]),
    'status-reason': texts.statusReason,
    progress: texts.progress,
  };
  return (part) => values[part] ?? '';
}
