import { Equal } from 'lucide-react';
import type { ReactElement } from 'react';
import type { InstrumentDifference, NodeDifference } from '#domain/instrument/difference/difference.ts';
import type { Aspect, FieldChange } from '#domain/instrument/difference/field-changes.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { wordsIn } from './words-in.ts';
import './difference.css';

interface DifferenceViewProps {
  readonly difference: InstrumentDifference;
  /** Whose words name the questions: the language of the form that the reader reads best. */
  readonly language: string;
}

const kinds = ['added', 'removed', 'changed'] as const;
const kindLooks = {
  added: { title: 'difference.added', meaning: 'good' },
  removed: { title: 'difference.removed', meaning: 'bad' },
  changed: { title: 'difference.changed', meaning: 'info' },
} as const;

/** What another version of an instrument has more, fewer and otherwise. */
export function DifferenceView({ difference, language }: DifferenceViewProps): ReactElement {
  const say = useSay();
  const { nodes, whole } = difference;
  if (nodes.length + whole.length === 0) return <EmptyState icon={Equal} title={say('difference.none')} />;
  return (
    <div className="form-difference">
      {whole.length > 0 && (
        <Section title={say('difference.whole')}>
          <ChangesView changes={whole} />
        </Section>
      )}
      {kinds.map((kind) => {
        const some = nodes.filter((node) => node.kind === kind);
        if (some.length === 0) return null;
        return (
          <Section key={kind} title={say(kindLooks[kind].title, { count: some.length })}>
            <ul>
              {some.map((node) => (
                <li key={node.qid}>
                  <NodeDifferenceView difference={node} language={language} />
                </li>
              ))}
            </ul>
          </Section>
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
        <bdi>{wordsIn(node.label, language) ?? node.name}</bdi> <code dir="ltr">{path}</code>
      </p>
      {difference.changes.length > 0 && <ChangesView changes={difference.changes} />}
    </>
  );
}

const aspectWords: { readonly [A in Aspect]: MessageKey } = {
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
  const say = useSay();
  return (
    <dl className="form-changes">
      {changes.map(({ aspect, field, before, after }) => (
        <div key={field}>
          <dt>
            <Pill text={say(aspectWords[aspect])} /> <code dir="ltr">{field}</code>
          </dt>
          <dd>
            {before !== null && (
              <del>
                <span className="fb-hidden">{say('difference.before')}: </span>
                <span dir={directionOf(aspect)}>{before}</span>
              </del>
            )}
            {after !== null && (
              <ins>
                <span className="fb-hidden">{say('difference.after')}: </span>
                <span dir={directionOf(aspect)}>{after}</span>
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Expressions, types and names are written from left to right in every language; words as they are. */
const directionOf = (aspect: Aspect): 'ltr' | 'auto' => (aspect === 'relabelled' ? 'auto' : 'ltr');
