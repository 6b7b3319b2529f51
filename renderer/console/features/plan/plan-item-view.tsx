import { type ReactElement, type ReactNode, useState } from 'react';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { impliesAgreement, type PlanItemChange } from '#domain/plan/change-plan.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { useUnconfirmedHits } from '#renderer/records/unconfirmed-hits.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, Dialog, FormDialog, TextHitList } from '#renderer/ui';
import {
  isLateMove,
  LabourFields,
  MilestoneFields,
  PlanBasis,
  type PlanChoices,
  type PlanProblems,
  WorkFields,
} from './plan-item-fields-view.tsx';
import './plan.css';

interface PlanItemViewProps {
  readonly heading: string;
  readonly response: PlanItemResponse;
  readonly choices: PlanChoices;
  /** Entity of the person, where it is a partner's. */
  readonly entity: string | null;
  readonly today: string;
  /** Change that the form begins with: a status from the board. */
  readonly start: PlanItemChange;
  /** Parts that somebody else changed while the form was open. */
  readonly moved: readonly string[];
  /** Page of the assessment behind the item; null where the person opens none. */
  readonly sourceHref: string | null;
  readonly onSave: (itemChange: PlanItemChange) => void;
  readonly onClose: () => void;
  /** Fields before the others: the mission of a new item. */
  readonly children?: ReactNode;
}

/** One plan item with all of its parts, to read or to change; unchanged parts are not written. */
export function PlanItemView(props: PlanItemViewProps): ReactElement {
  const { heading, response, today, start, moved, onSave, onClose, children } = props;
  const translate = useTranslate();
  const [itemChange, setChange] = useState(start);
  const [isTried, setIsTried] = useState(false);
  const planProblems = usePlanProblems(response, itemChange, today);
  const { unchecked, confirm } = useUnconfirmedHits(
    typedTextsOf(itemChange).flatMap((text) => findPersonalData(text)),
  );
  const write = (nextItemChange: PlanItemChange): void => setChange({ ...itemChange, ...nextItemChange });
  const save = (): void => {
    setIsTried(true);
    if (Object.keys(itemChange).length === 0) onClose();
    else if (Object.keys(planProblems).length === 0 && unchecked.length === 0) onSave(itemChange);
  };
  const shownPlanProblems = isTried ? planProblems : {};
  const fields = { ...props, change: itemChange, problems: shownPlanProblems, write };
  const body = (
    <>
      {children}
      <MovedNotice
        moved={moved}
        change={itemChange}
        response={response}
        onTake={(part) => setChange(without(itemChange, part))}
      />
      <LabourFields {...fields} />
      <WorkFields {...fields} />
      <MilestoneFields {...fields} />
      <TextHitList hits={unchecked} onConfirm={confirm} />
      <PlanBasis response={response} href={props.sourceHref} isPartner={props.entity !== null} />
    </>
  );
  if (response.right === 'none')
    return (
      <Dialog
        title={heading}
        isOpen
        onClose={onClose}
        width="l"
        actions={<Button onPress={onClose}>{translate('ui.close')}</Button>}
      >
        <div className="fb-form">{body}</div>
      </Dialog>
    );
  return (
    <FormDialog
      title={heading}
      act={translate('ui.save')}
      width="l"
      problem={
        isTried && unchecked.length > 0
          ? translate('review.check.open')
          : (shownPlanProblems['labour'] ?? null)
      }
      onAct={save}
      onClose={onClose}
    >
      {body}
    </FormDialog>
  );
}

const without = (itemChange: PlanItemChange, part: string): PlanItemChange =>
  Object.fromEntries(Object.entries(itemChange).filter(([name]) => name !== part));

const typedTextsOf = (itemChange: PlanItemChange): readonly string[] =>
  [
    itemChange.title,
    itemChange.progress,
    itemChange['status-reason'],
    itemChange['date-reason'],
    ...(itemChange.milestones ?? []).map(({ text }) => text),
  ].filter((text) => text !== undefined);

/** Obstacles of a save, by field; the server refuses them too. */
function usePlanProblems(
  { item, texts }: PlanItemResponse,
  itemChange: PlanItemChange,
  today: string,
): PlanProblems {
  const translate = useTranslate();
  const { from = item.from, to = item.to, status = item.status } = itemChange;
  const problems: Partial<Record<keyof PlanProblems, string>> = {};
  if ((itemChange.title ?? item.title).trim() === '') problems.title = translate('labour.problem.title');
  if (from !== null && to !== null && to < from) problems.to = translate('plan.days.wrong');
  if (isLateMove(item, to, today) && (itemChange['date-reason'] ?? '').trim() === '')
    problems['date-reason'] = translate('labour.problem.dateReason');
  const why = itemChange['status-reason'] ?? (status === item.status ? texts.statusReason : '');
  if (status === 'dropped' && why.trim() === '') problems['status-reason'] = translate('plan.blocked.reason');
  const labour = [
    itemChange.lead ?? item.lead,
    itemChange.counterpart ?? item.counterpart,
    itemChange['funding-line'] ?? item.fundingLine,
  ];
  const isAsked = [
    itemChange.status,
    itemChange.lead,
    itemChange.counterpart,
    itemChange['funding-line'],
  ].some((part) => part !== undefined);
  if (isAsked && impliesAgreement(status) && labour.some((part) => part.trim() === ''))
    problems.labour = translate('labour.refused.open');
  return problems;
}

const partLabels: Readonly<Record<string, PlainMessageKey>> = {
  title: 'path.title',
  dimension: 'path.dimension',
  lead: 'path.item.lead',
  supporting: 'path.item.supporting',
  counterpart: 'path.item.counterpart',
  'funding-line': 'path.item.fundingLine',
  logframe: 'path.item.logframe',
  from: 'path.item.from',
  to: 'path.item.to',
  'date-reason': 'path.item.dateReason',
  status: 'path.status',
  'status-reason': 'path.item.statusReason',
  progress: 'path.item.progress',
};

interface MovedNoticeProps {
  readonly moved: readonly string[];
  readonly change: PlanItemChange;
  readonly response: PlanItemResponse;
  /** Give up the own value of a part. */
  readonly onTake: (part: string) => void;
}

/** Parts that somebody changed meanwhile, each with the present value; nothing was written over it. */
function MovedNotice({ moved, change, response, onTake }: MovedNoticeProps): ReactElement | null {
  const translate = useTranslate();
  const valueOf = usePresentValues(response);
  if (moved.length === 0) return null;
  const asked = Object.keys(change);
  return (
    <Banner meaning="wait" title={translate('labour.moved')} isAnnounced>
      <p>{translate('labour.moved.text')}</p>
      <ul className="plan-overlaps">
        {moved.map((part) => (
          <li key={part}>
            <span>
              {translate('labour.moved.part', {
                part: translate(partLabels[part] ?? 'path.item.milestones'),
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
  );
}

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
