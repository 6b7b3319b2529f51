import { type ReactElement, type ReactNode, useMemo } from 'react';
import { useTranslate } from '#renderer/i18n';
import { readRichText, type RichBlock, type RichRun } from './rich-text-content.ts';
import './rich-text.css';

interface RichTextBlocksProps {
  /** A merged Yjs update in base64. */
  readonly update: string;
}

/** Rich text to read. Every letter goes to the page as a React text node: nothing in it can become markup. */
export function RichTextBlocks({ update }: RichTextBlocksProps): ReactElement {
  const translate = useTranslate();
  const text = useMemo(() => readRichText(update), [update]);
  switch (text.kind) {
    case 'readable':
      return <div className="console-rich">{text.blocks.map(renderRichBlock)}</div>;
    case 'empty':
      return <p className="console-rich-none">{translate('console.text.empty')}</p>;
    case 'unreadable':
      return <p className="console-rich-none">{translate('console.text.unreadable')}</p>;
  }
}

// Blocks of a read-only text never change places: their position is their key.
function renderRichBlock(block: RichBlock, place: number): ReactNode {
  switch (block.kind) {
    case 'text':
      return block.runs.map((run, at) => <RichTextRun key={`${place}.${at}`} run={run} />);
    case 'break':
      return <br key={place} />;
    case 'heading':
      return (
        <h3 key={place} dir="auto">
          {block.children.map(renderRichBlock)}
        </h3>
      );
    case 'subheading':
      return (
        <h4 key={place} dir="auto">
          {block.children.map(renderRichBlock)}
        </h4>
      );
    case 'bullets':
      return <ul key={place}>{block.children.map(renderRichBlock)}</ul>;
    case 'numbers':
      return <ol key={place}>{block.children.map(renderRichBlock)}</ol>;
    case 'item':
      return <li key={place}>{block.children.map(renderRichBlock)}</li>;
    case 'paragraph':
    case 'other':
      return (
        <div className="console-rich-line" key={place} dir="auto">
          {block.children.map(renderRichBlock)}
        </div>
      );
  }
}

function RichTextRun({ run }: { readonly run: RichRun }): ReactNode {
  const text = run.isItalic ? <em>{run.text}</em> : run.text;
  return run.isBold ? <strong>{text}</strong> : text;
}
