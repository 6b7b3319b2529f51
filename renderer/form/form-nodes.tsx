import { memo, type ReactElement, type ReactNode } from 'react';
import type { FormGroup, FormNode } from '#forms/engine/form.ts';
import { questionKeyOf } from './focus-question.ts';
import { useFormContext, useFormPart } from './form-context.ts';
import { MarkdownView } from './markdown-view.tsx';
import { MediaView, shownMediaOf } from './media-view.tsx';
import { FormNoteText, QuestionField } from './question-field.tsx';
import { LazyList, RepeatRows } from './repeat-rows.tsx';
import './form.css';
import { formDirectionOf, languageCodeOf } from './form-language.ts';
import type { FormSection } from './form-sections.ts';
import { type PageLink, PageLinksView } from './section-list-view.tsx';

const hasAppearance = (formNode: FormNode, word: string): boolean =>
  (formNode.definition.appearance ?? []).includes(word);

const isTableListLine = (formNode: FormNode): boolean => hasAppearance(formNode, 'list-nolabel');

/** Questions that share their choices and are shown one a line, under the words that head them. */
const isQuestionTable = (formNodes: readonly FormNode[]): boolean =>
  formNodes.some(isTableListLine) &&
  formNodes.every(
    (formNode) => isTableListLine(formNode) || formNode.kind === 'note' || hasAppearance(formNode, 'label'),
  );

/** Questions with the same choices as lines: the text at the start, the choices beside it. */
function QuestionTable({ nodes }: { readonly nodes: readonly FormNode[] }): ReactElement {
  return (
    <div className="form-table-list">
      {nodes.map((formNode) => {
        const key = questionKeyOf(formNode.address);
        if (formNode.kind === 'note') return <FormNoteText key={key} node={formNode} />;
        return formNode.kind === 'question' ? <QuestionField key={key} question={formNode} /> : null;
      })}
    </div>
  );
}

interface FormNodesProps {
  readonly nodes: readonly FormNode[];
  /** Depth in groups and rows: it decides the size of headings. */
  readonly depth: number;
}

/** Height of a question that is not on the page yet. */
const questionHeightGuessRem = 8;

/** Nodes of a form in their order. */
export const FormNodes = memo(function FormNodes({ nodes, depth }: FormNodesProps): ReactElement {
  if (isQuestionTable(nodes)) return <QuestionTable nodes={nodes} />;
  return (
    <LazyList
      parts={nodes}
      keyOf={formNodeKey}
      guessRem={questionHeightGuessRem}
      draw={(formNode) => <FormNodeField node={formNode} depth={depth} />}
    />
  );
});

const formNodeKey = ({ address }: FormNode): string => questionKeyOf(address);

function FormNodeField({ node, depth }: { readonly node: FormNode; readonly depth: number }): ReactElement {
  switch (node.kind) {
    case 'question':
      return <QuestionField question={node} />;
    case 'note':
      return <FormNoteText node={node} />;
    case 'group':
      return <GroupBlock group={node} depth={depth} />;
    case 'repeat':
      return (
        <RepeatRows
          repeat={node}
          depth={depth}
          drawRow={(formInstance) => <FormNodes nodes={formInstance.nodes()} depth={depth + 1} />}
        />
      );
  }
}

interface GroupBlockProps {
  readonly group: FormGroup;
  readonly depth: number;
}

const GroupBlock = memo(function GroupBlock({ group, depth }: GroupBlockProps): ReactElement | null {
  const { session, mediaAddress } = useFormContext();
  useFormPart(group);
  if (!group.isRelevant()) return null;
  const label = group.label();
  const hint = group.hint();
  const Heading = depth === 0 ? 'h3' : 'h4';
  return (
    <section className="form-group" data-depth={depth}>
      {label !== null && (
        <Heading className="form-group-title">
          <MarkdownView text={label} />
        </Heading>
      )}
      {hint !== null && (
        <p className="form-hint">
          <MarkdownView text={hint} />
        </p>
      )}
      <MediaView
        media={shownMediaOf(group.definition.media, session.form.language(), mediaAddress)}
        about={label ?? ''}
      />
      <FormNodes nodes={group.nodes()} depth={depth + 1} />
    </section>
  );
});

interface FormSectionPageProps {
  readonly section: FormSection;
  readonly title: string;
  /** Notice over all: locked, read only, hidden content. */
  readonly notice: ReactNode;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** One section of a form as one page that scrolls, in the language of the form and its direction. */
export function FormSectionPage({
  section,
  title,
  notice,
  previous,
  next,
}: FormSectionPageProps): ReactElement {
  const { session } = useFormContext();
  const language = session.form.language();
  const direction = formDirectionOf(language);
  const code = languageCodeOf(language);
  return (
    <div className="form-page">
      <header className="form-page-head">
        <h2 dir="auto">{title}</h2>
      </header>
      {notice}
      <div
        className="form-body"
        {...(direction && { dir: direction })}
        {...(code !== null && { lang: code })}
        key={section.key}
      >
        <FormNodes nodes={section.nodes} depth={0} />
      </div>
      <PageLinksView previous={previous} next={next} />
    </div>
  );
}
