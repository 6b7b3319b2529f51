import { Equal } from 'lucide-react';
import type { ReactElement } from 'react';
import type {
  ChangeAspect,
  FieldChange,
  InstrumentDifference,
  NodeDifference,
} from '#forms/model/compare-instruments.ts';
import { localizedTextIn } from '#forms/model/instrument.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { EmptyState, PageSection, Pill } from '#renderer/ui';
import './difference.css';

interface DifferenceViewProps {
  readonly difference: InstrumentDifference;
  /** Language of the form for the questions' names: the one that the reader reads best. */
  readonly language: string;
}

const differenceKinds = ['added', 'removed', 'changed'] as const;
const differenceLooks = {
  added: { title: 'difference.added', meaning: 'good' },
  removed: { title: 'difference.removed', meaning: 'bad' },
  changed: { title: 'difference.changed', meaning: 'info' },
} as const;

/** Additions, removals and changes of another version of an instrument. */
export function DifferenceView({ difference, language }: DifferenceViewProps): ReactElement {
  const translate = useTranslate();
  const { nodes, whole } = difference;
  if (nodes.length + whole.length === 0)
    return <EmptyState icon={Equal} title={translate('difference.none')} />;
  return (
    <div className="form-difference">
      {whole.length > 0 && (
        <PageSection title={translate('difference.whole')}>
          <ChangesView changes={whole} />
        </PageSection>
      )}
      {differenceKinds.map((kind) => {
        const some = nodes.filter((node) => node.kind === kind);
        if (some.length === 0) return null;
        return (
          <PageSection key={kind} title={translate(differenceLooks[kind].title, { count: some.length })}>
            <ul>
              {some.map((nodeDifference) => (
                <li key={nodeDifference.qid}>
                  <NodeDifferenceView difference={nodeDifference} language={language} />
                </li>
              ))}
            </ul>
          </PageSection>
        );
      })}
    </div>
  );
}

function NodeDifferenceView({
  difference,
  language,
}: {
  readonly difference: NodeDifference;
  readonly language: string;
}): ReactElement {
  const { node, path } = difference.node;
  return (
    <>
      <p className="form-difference-name">
        <bdi>{localizedTextIn(node.label, language) ?? node.name}</bdi> <code dir="ltr">{path}</code>
      </p>
      {difference.changes.length > 0 && <ChangesView changes={difference.changes} />}
    </>
  );
}

const aspectLabels: { readonly [A in ChangeAspect]: MessageKey } = {
  retyped: 'difference.retyped',
  renamed: 'difference.renamed',
  relabelled: 'difference.relabelled',
  logic: 'difference.logic',
  choices: 'difference.choices',
  moved: 'difference.moved',
  other: 'difference.other',
};

/** Before and after, field by field. */
function ChangesView({ changes }: { readonly changes: readonly FieldChange[] }): ReactElement {
  const translate = useTranslate();
  return (
    <dl className="form-changes">
      {changes.map(({ aspect, field, before, after }) => (
        <div key={field}>
          <dt>
            <Pill text={translate(aspectLabels[aspect])} /> <code dir="ltr">{field}</code>
          </dt>
          <dd>
            {before !== null && (
              <del>
                <span className="fb-hidden">{translate('difference.before')}: </span>
                <span dir={aspectDirection(aspect)}>{before}</span>
              </del>
            )}
            {after !== null && (
              <ins>
                <span className="fb-hidden">{translate('difference.after')}: </span>
                <span dir={aspectDirection(aspect)}>{after}</span>
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Expressions, types and names are written from left to right in every language; words as they are. */
const aspectDirection = (changeAspect: ChangeAspect): 'ltr' | 'auto' =>
  changeAspect === 'relabelled' ? 'auto' : 'ltr';
