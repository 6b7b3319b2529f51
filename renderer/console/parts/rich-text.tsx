import { type ReactElement, type ReactNode, useMemo } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { readRichText, type RichBlock, type RichRun } from './read-rich-text.ts';
import './rich-text.css';

interface RichTextProps {
  /** A merged Yjs update in base64. */
  readonly update: string;
}

/** Rich text to read. Every letter goes to the page as a React text node: nothing in it can become markup. */
export function RichText({ update }: RichTextProps): ReactElement {
  const say = useSay();
  const text = useMemo(() => readRichText(update), [update]);
  switch (text.kind) {
    case 'readable':
      return <div className="console-rich">{text.blocks.map(drawBlock)}</div>;
    case 'empty':
      return <p className="console-rich-none">{say('console.text.empty')}</p>;
    case 'unreadable':
      return <p className="console-rich-none">{say('console.text.unreadable')}</p>;
  }
}

// Blocks of a text that is only read never change places: their place is their key.
function drawBlock(block: RichBlock, place: number): ReactNode {
  switch (block.kind) {
    case 'text':
      return block.runs.map((run, at) => <Run key={`${place}.${at}`} run={run} />);
    case 'break':
      return <br key={place} />;
    case 'heading':
      return (
        <h3 key={place} dir="auto">
          {block.children.map(drawBlock)}
        </h3>
      );
    case 'subheading':
      return (
        <h4 key={place} dir="auto">
          {block.children.map(drawBlock)}
        </h4>
      );
    case 'bullets':
      return <ul key={place}>{block.children.map(drawBlock)}</ul>;
    case 'numbers':
      return <ol key={place}>{block.children.map(drawBlock)}</ol>;
    case 'item':
      return <li key={place}>{block.children.map(drawBlock)}</li>;
    case 'paragraph':
    case 'other':
      return (
        <div className="console-rich-line" key={place} dir="auto">
          {block.children.map(drawBlock)}
        </div>
      );
  }
}

function Run({ run }: { readonly run: RichRun }): ReactNode {
  const text = run.isItalic ? <em>{run.text}</em> : run.text;
  return run.isBold ? <strong>{text}</strong> : text;
}
