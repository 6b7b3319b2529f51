import { useState, type ReactElement } from 'react';
import { conflictsOf } from '#domain/document/document.ts';
import { removeFrom } from '#domain/document/change-list.ts';
import { pathOf } from '#domain/document/path.ts';
import type { LogId } from '#domain/ids.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { decidePlanStatus, type PlanStatusRefusal } from '#domain/plan/change-plan.ts';
import { duplicationsIn } from '#domain/plan/duplications.ts';
import { withMilestoneDone } from '#domain/plan/milestones.ts';
import type { PlanItemStatus } from '#domain/plan/action-plan.ts';
import { mayAgree, type PlanItem } from '#domain/plan/read-plan.ts';
import { editedText, editedValue } from '#renderer/field/app/edited-text.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { TextChecksContext } from '#renderer/field/app/text-checks.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import { useDraft } from '#renderer/field/app/use-draft.ts';
import { useMissionCrumbs } from '#renderer/field/app/use-mission-crumbs.ts';
import { type Plan, usePlan } from '#renderer/field/app/use-plan.ts';
import { useValueDraft } from '#renderer/field/app/use-value-draft.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { statusRefusalSentence } from './labour-words.ts';
import { namesNotation } from './names-notation.ts';
import { PlanItemView } from './plan-item-view.tsx';
import { PlanNoticeView } from './plan-notice-view.tsx';
import { ReasonDialogView } from './reason-dialog-view.tsx';
import { useItemsOfState } from './use-items-of-state.ts';
import { usePlanTextChecks } from './use-plan-text-checks.ts';

interface PlanItemScreenProps {
  readonly log: LogId;
  readonly item: string;
}

/** One item of the action plan. */
export function PlanItemScreen({ log, item: id }: PlanItemScreenProps): ReactElement {
  const plan = usePlan(log);
  const crumbs = useMissionCrumbs(log, 'plan');
  if (plan === null)
    return (
      <ScreenFrame title="" crumbs={crumbs}>
        {null}
      </ScreenFrame>
    );
  const item = plan.items.find((one) => one.id === id);
  return item ? <OpenItem log={log} plan={plan} item={item} /> : <NotHereScreen />;
}

interface OpenItemProps {
  readonly log: LogId;
  readonly plan: Plan;
  readonly item: PlanItem;
}

function OpenItem({ log, plan, item }: OpenItemProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { navigate } = useField();
  const { document, items, mode, change, problem } = plan;
  const at = (part: string): string => `items/${item.id}/${part}`;
  const elsewhere = useItemsOfState(log);
  const [refusal, setRefusal] = useState<PlanStatusRefusal | null>(null);
  const [asked, setAsked] = useState<{
    readonly status: 'dropped' | 'on-hold';
    readonly reason: string;
  } | null>(null);

  const moveTo = (to: PlanItemStatus, reason: string): boolean => {
    const decided = decidePlanStatus(item, to, reason);
    setRefusal(decided.ok ? null : decided.refusal);
    if (decided.ok) void change(decided.value);
    return decided.ok;
  };
  const texts = {
    title: editedText(useDraft(log, document, at('title'))),
    lead: editedText(useDraft(log, document, at('lead'))),
    counterpart: editedText(useDraft(log, document, at('counterpart'))),
    fundingLine: editedText(useDraft(log, document, at('funding-line'))),
    supporting: editedValue(
      useValueDraft(log, document, at('supporting'), namesNotation),
      'plan.supporting.how',
    ),
    milestones: editedText(useDraft(log, document, at('milestones'))),
    logframe: editedText(useDraft(log, document, at('logframe'))),
  };
  const said = refusal && stillRefused(item, refusal);
  const saidWhy = said && statusRefusalSentence(say, format.list, said);
  const set = (part: string, value: string | null): void =>
    void change([{ path: pathOf('items', item.id, part), value }]);

  return (
    <TextChecksContext value={usePlanTextChecks(plan)}>
      <ScreenFrame title={item.title || say('plan.untitled')} crumbs={useMissionCrumbs(log, 'plan')}>
        <PlanItemView
          item={item}
          texts={texts}
          notice={<PlanNoticeView mode={mode} />}
          hits={[texts.title, texts.milestones].map(({ text, onChange }, at) => (
            <TextHits
              key={at === 0 ? 'title' : 'milestones'}
              text={text}
              onChange={mode === 'open' ? onChange : undefined}
            />
          ))}
          isReadOnly={mode !== 'open'}
          facts={{
            dimensions: dimensionsWith(item.dimension),
            duplications: duplicationsIn([...items, ...elsewhere]).filter(({ items: pair }) =>
              pair.some((one) => one.id === item.id),
            ),
            conflicts: conflictsOf(document).filter((path) => path.startsWith(at(''))).length,
            originHref:
              item.assessment &&
              addressOf({ screen: 'assessment', log, doc: item.assessment, place: 'findings' }),
            problem: asked ? null : (saidWhy ?? (problem && say(problem))),
          }}
          acts={{
            onDimension: (code) => set('dimension', code),
            onDay: set,
            onStatus: (to) => {
              if (to !== 'dropped' && to !== 'on-hold') return void moveTo(to, '');
              setRefusal(null);
              setAsked({ status: to, reason: item.statusReason });
            },
            onMilestone: (line, isDone) =>
              set('milestones', withMilestoneDone(item.milestones, line, isDone)),
            onOpenConflicts: () => navigate({ screen: 'conflicts' }),
            onRemove: () =>
              void change(removeFrom('items', item.id)).then(
                (isKept) => isKept && navigate({ screen: 'mission', log, tab: 'plan' }),
              ),
          }}
        />
        {asked && (
          <ReasonDialogView
            hits={<TextHits text={asked.reason} onChange={(reason) => setAsked({ ...asked, reason })} />}
            status={asked.status}
            reason={asked.reason}
            problem={saidWhy}
            onChange={(reason) => {
              setAsked({ ...asked, reason });
              setRefusal(null);
            }}
            onKeep={() => moveTo(asked.status, asked.reason) && setAsked(null)}
            onClose={() => setAsked(null)}
          />
        )}
      </ScreenFrame>
    </TextChecksContext>
  );
}

/** What was refused for an open division of labour is refused as long as that is open, and for what is open now. */
function stillRefused(item: PlanItem, refusal: PlanStatusRefusal): PlanStatusRefusal | null {
  if (refusal.kind === 'reasonMissing') return refusal;
  const agreed = mayAgree(item);
  return agreed.ok ? null : agreed.refusal;
}

/** The dimensions of the instrument that Fieldbook brings; an item of another instrument keeps its own. */
function dimensionsWith(code: string | null) {
  const known = defaultModel.dimensions.map((one) => ({ code: one.code, title: one.title }));
  return code === null || known.some((one) => one.code === code) ? known : [...known, { code, title: '' }];
}
