import { type ReactElement, useMemo } from 'react';
import { type MarkdownBlock, type MarkdownInline, readMarkdown } from './markdown.ts';
import './form.css';

interface MarkdownViewProps {
  readonly text: string;
}

/** Text of the form's author with its Markdown, as elements: no part of it is ever HTML. */
export function MarkdownView({ text }: MarkdownViewProps): ReactElement {
  const markdownBlocks = useMemo(() => readMarkdown(text), [text]);
  const [onlyMarkdownBlock] = markdownBlocks;
  if (
    markdownBlocks.length === 1 &&
    onlyMarkdownBlock?.kind === 'paragraph' &&
    onlyMarkdownBlock.lines.length === 1
  )
    return (
      <span className="form-marked" dir="auto">
        {markdownInlines(onlyMarkdownBlock.lines[0] ?? [])}
      </span>
    );
  return <span className="form-marked">{markdownBlocks.map(markdownBlock)}</span>;
}

// Labels may be inside <legend>, <label> and <h3>, so blocks are spans that look like blocks.
function markdownBlock(block: MarkdownBlock, at: number): ReactElement {
  switch (block.kind) {
    case 'heading':
      return (
        <span key={at} className="form-marked-heading" dir="auto">
          {markdownInlines(block.parts)}
        </span>
      );
    case 'paragraph':
      return (
        <span key={at} className="form-marked-block" dir="auto">
          {block.lines.map((line, row) => (
            <span key={row} className="form-marked-line">
              {markdownInlines(line)}
            </span>
          ))}
        </span>
      );
    case 'list':
      return (
        <span key={at} className="form-marked-block" role="list">
          {block.items.map((item, row) => (
            <span key={row} className="form-marked-item" role="listitem" dir="auto">
              {markdownInlines(item)}
            </span>
          ))}
        </span>
      );
  }
}

const markdownInlines = (inlineParts: readonly MarkdownInline[]): readonly (ReactElement | string)[] =>
  inlineParts.map(markdownInline);

function markdownInline(inlinePart: MarkdownInline, at: number): ReactElement | string {
  switch (inlinePart.kind) {
    case 'text':
      return inlinePart.text;
    case 'strong':
      return <strong key={at}>{markdownInlines(inlinePart.parts)}</strong>;
    case 'emphasis':
      return <em key={at}>{markdownInlines(inlinePart.parts)}</em>;
    case 'link':
      return (
        <span key={at}>
          {markdownInlines(inlinePart.parts)}{' '}
          <bdi className="form-marked-address">({inlinePart.address})</bdi>
        </span>
      );
  }
}
