import './plan.css';
import { GitMerge } from 'lucide-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { PlanOverlap, PlanOverlaps } from '#domain/plan/plan-overlaps.ts';
import { type ListedPlanItem, planItemKey } from '#domain/plan/plan-table.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { type Translate, useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { Banner, Button, PageSection, TextLink } from '#renderer/ui';
import type { PlanViewProps } from './plan-looks-view.tsx';

interface PlanOverlapsProps extends PlanViewProps {
  readonly overlaps: PlanOverlaps;
}

/** View of the overlaps: each possible one as a sentence, then those that a person judged to be none. */
export function PlanOverlapsView(props: PlanOverlapsProps): ReactElement | null {
  const { overlaps, list, onJudge } = props;
  const translate = useTranslate();
  const language = useLanguage();
  /** The overlap as it was when its form was opened. */
  const [judged, setJudged] = useState<PlanOverlap | null>(null);
  const { open, openCount } = overlaps;
  const { lines, onJudged } = useNextLineFocus(open);
  const save = async (planOverlap: PlanOverlap, reason: string): Promise<boolean> => {
    const isSaved = await onJudge(...judgedPairOf(props, planOverlap), reason);
    if (isSaved) {
      setJudged(null);
      onJudged(planOverlap);
    }
    return isSaved;
  };
  if (list.pair !== '' || list.view !== 'overlap') return null;
  return (
    <>
      {open.length > 0 && (
        <Banner
          meaning="wait"
          icon={GitMerge}
          title={translate('labour.overlap.title', { count: openCount })}
        >
          <ul className="plan-overlaps" ref={lines}>
            {open.map((planOverlap) => (
              <OverlapLine key={overlapKey(planOverlap)} {...props} overlap={planOverlap} onAsk={setJudged} />
            ))}
          </ul>
          {open.length < openCount && (
            <p>{translate('labour.overlap.more', { count: openCount - open.length })}</p>
          )}
        </Banner>
      )}
      <JudgedOverlaps {...props} />
      {judged !== null && (
        <OverlapJudgementView
          sentence={overlapSentence(judged, translate, language)}
          onSave={(reason) => save(judged, reason)}
          onClose={() => setJudged(null)}
        />
      )}
    </>
  );
}

/** Move the focus to the line that takes the place of a judged one, once that has left and the focus with it. */
function useNextLineFocus(open: readonly PlanOverlap[]) {
  const lines = useRef<HTMLUListElement>(null);
  const awaited = useRef<{ readonly key: string; readonly index: number } | null>(null);
  const keys = open.map(overlapKey);
  useEffect(() => {
    const judged = awaited.current;
    if (judged === null || keys.includes(judged.key)) return;
    awaited.current = null;
    if (document.activeElement !== document.body) return;
    const rest = lines.current?.children ?? [];
    rest[Math.min(judged.index, rest.length - 1)]?.querySelector('button')?.focus();
  });
  const onJudged = (planOverlap: PlanOverlap): void => {
    const key = overlapKey(planOverlap);
    awaited.current = { key, index: keys.indexOf(key) };
  };
  return { lines, onJudged };
}

const overlapKey = ({ items: [listedItem, otherItem] }: PlanOverlap): string =>
  `${planItemKey(listedItem)} ${planItemKey(otherItem)}`;

const mayEdit = ({ response }: PlanOverlapsProps, listedItem: ListedPlanItem): boolean =>
  response.missions.some(({ log, right }) => log === listedItem.log && right === 'all');

/** Items of an overlap, first the one that has its judgement, or in which this person may write one. */
function judgedPairOf(
  props: PlanOverlapsProps,
  { items: [one, otherItem] }: PlanOverlap,
): readonly [ListedPlanItem, ListedPlanItem] {
  const holds = (listedItem: ListedPlanItem, beside: ListedPlanItem): boolean =>
    listedItem.apart.some((judgement) => judgement.item === beside.id);
  if (holds(one, otherItem)) return [one, otherItem];
  if (holds(otherItem, one)) return [otherItem, one];
  return mayEdit(props, one) ? [one, otherItem] : [otherItem, one];
}

const mayJudge = (props: PlanOverlapsProps, planOverlap: PlanOverlap): boolean =>
  mayEdit(props, judgedPairOf(props, planOverlap)[0]);

function overlapSentence(
  { kind, items: [listedItem, otherItem], country, dimension, quarter }: PlanOverlap,
  translate: Translate,
  language: ReturnType<typeof useLanguage>,
): string {
  return translate(kind === 'twice' ? 'labour.overlap.twice' : 'labour.overlap.sameLead', {
    state: country === null ? translate('labour.state.none') : stateNameIn(country, language),
    one: listedItem.title || translate('plan.untitled'),
    oneLead: listedItem.lead,
    other: otherItem.title || translate('plan.untitled'),
    otherLead: otherItem.lead,
    dimension,
    quarter: quarter.quarter,
    year: String(quarter.year),
  });
}

interface OverlapLineProps extends PlanOverlapsProps {
  readonly overlap: PlanOverlap;
  readonly onAsk: (planOverlap: PlanOverlap) => void;
}

function OverlapLine(props: OverlapLineProps): ReactElement {
  const { overlap, list, hrefOf, onAsk } = props;
  const translate = useTranslate();
  const sentence = overlapSentence(overlap, translate, useLanguage());
  const pair = overlap.items.map(planItemKey).join('|');
  return (
    <li>
      <span>{sentence}</span>
      <span className="plan-overlap-acts">
        <TextLink href={hrefOf({ ...unfilteredPlan, look: list.look, pair })}>
          {translate('labour.overlap.show')}
        </TextLink>
        {mayJudge(props, overlap) && (
          <Button
            kind="quiet"
            label={translate('labour.overlap.apart.what', { overlap: sentence })}
            onPress={() => onAsk(overlap)}
          >
            {translate('path.item.apart')}
          </Button>
        )}
      </span>
    </li>
  );
}

/** Overlaps that a person judged to be none: the reason, the person and the day, and a way back. */
function JudgedOverlaps(props: PlanOverlapsProps): ReactElement | null {
  const { overlaps, response, onJudge } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const { exact } = useFormat();
  const judged = overlaps.judged.flatMap((planOverlap) =>
    planOverlap.dismissal === null ? [] : [{ overlap: planOverlap, dismissal: planOverlap.dismissal }],
  );
  if (judged.length === 0) return null;
  return (
    <PageSection title={translate('labour.overlap.judged', { count: overlaps.judgedCount })}>
      <ul className="plan-overlaps">
        {judged.map(({ overlap, dismissal: { reason, device, atMs } }) => {
          const sentence = overlapSentence(overlap, translate, language);
          return (
            <li key={overlapKey(overlap)}>
              <span>
                {sentence}
                <small className="plan-judgement">
                  <bdi>{reason}</bdi>{' '}
                  {translate('labour.overlap.judged.by', {
                    name: response.people[device]?.name ?? translate('console.author.unknown'),
                    when: exact(atMs),
                  })}
                </small>
              </span>
              {mayJudge(props, overlap) && (
                <Button
                  kind="quiet"
                  label={translate('labour.overlap.takeBack.what', { overlap: sentence })}
                  onPress={() => void onJudge(...judgedPairOf(props, overlap), null)}
                >
                  {translate('labour.overlap.takeBack')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {judged.length < overlaps.judgedCount && (
        <p>{translate('labour.overlap.more', { count: overlaps.judgedCount - judged.length })}</p>
      )}
    </PageSection>
  );
}

/** Reason of a judgement in its form; the last part of its path is the other item. */
const reasonName = 'apart/*';

export const overlapJudgementRows = [reasonName] as const;

interface OverlapJudgementViewProps {
  /** The overlap in words. */
  readonly sentence: string;
  readonly onSave: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Form for the reason of a judgement, without which there is none. */
function OverlapJudgementView({ sentence, onSave, onClose }: OverlapJudgementViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <RecordFormDialog
      title={translate('path.item.apart')}
      act={translate('ui.save')}
      subject={{ kind: 'action-plan', below: 'items/*' }}
      rows={() => overlapJudgementRows}
      stored={{ [reasonName]: '' }}
      findProblems={({ [reasonName]: reason }) => ({
        [reasonName]: reason.trim() === '' ? translate('labour.overlap.apart.missing') : undefined,
      })}
      options={() => ({
        [reasonName]: { label: translate('labour.overlap.apart.reason'), rows: 2, hasFirstFocus: true },
      })}
      above={() => (
        <>
          <p>{sentence}</p>
          <p className="fb-field-help">{translate('labour.overlap.apart.text')}</p>
        </>
      )}
      onSave={({ [reasonName]: reason }) => onSave(reason.trim())}
      onClose={onClose}
    />
  );
}
