import { type ReactElement, type ReactNode, useMemo } from 'react';
import { useTranslate } from '#renderer/i18n';
import './rich-text.css';
import * as Y from 'yjs';

/** A piece of text in one style. */
interface RichRun {
  readonly text: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

/**
 * Rich text as a plain tree: the only form that reaches the page. Nothing in it is HTML, an address or a
 * style.
 */
type RichBlock =
  | { readonly kind: 'text'; readonly runs: readonly RichRun[] }
  | { readonly kind: 'break' }
  | {
      readonly kind: 'paragraph' | 'heading' | 'subheading' | 'bullets' | 'numbers' | 'item' | 'other';
      readonly children: readonly RichBlock[];
    };

type RichTextContent =
  | { readonly kind: 'readable'; readonly blocks: readonly RichBlock[] }
  | { readonly kind: 'empty' }
  /** The bytes are no text of ours, or nested deeper than people nest. */
  | { readonly kind: 'unreadable' };

/**
 * Root that the field app writes into (`notesField` in `renderer/field/features/workshop/notes-schema.ts`).
 */
const notesRootName = 'default';
const maximumNesting = 40;

/**
 * Read a merged Yjs update in base64. An unknown block keeps its text and loses only its look; unknown marks
 * are left out.
 */
export function readRichText(update: string): RichTextContent {
  const document = new Y.Doc();
  try {
    Y.applyUpdate(
      document,
      Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0)),
    );
  } catch {
    return { kind: 'unreadable' };
  }
  const root = document.getXmlFragment(notesRootName);
  if (isDeeperThan(root, maximumNesting)) return { kind: 'unreadable' };
  const richBlocks = richBlocksIn(root);
  return richBlocks.some(blockHoldsText) ? { kind: 'readable', blocks: richBlocks } : { kind: 'empty' };
}

const isDeeperThan = (parent: Y.XmlFragment, levels: number): boolean =>
  parent
    .toArray()
    .some(
      (notesNode) =>
        notesNode instanceof Y.XmlElement && (levels === 0 || isDeeperThan(notesNode, levels - 1)),
    );

function richBlocksIn(parent: Y.XmlFragment): readonly RichBlock[] {
  return parent.toArray().flatMap((notesNode): readonly RichBlock[] => {
    if (notesNode instanceof Y.XmlText) return [{ kind: 'text', runs: richRunsOf(notesNode) }];
    if (!(notesNode instanceof Y.XmlElement)) return [];
    if (notesNode.nodeName === 'hardBreak') return [{ kind: 'break' }];
    return [{ kind: blockKindOf(notesNode), children: richBlocksIn(notesNode) }];
  });
}

function blockKindOf(element: Y.XmlElement): Exclude<RichBlock['kind'], 'text' | 'break'> {
  if (element.nodeName !== 'heading') return blockKinds.get(element.nodeName) ?? 'other';
  // The declared type of attributes is text; the editor stores the level as a number.
  return String(element.getAttribute('level')) === '1' ? 'heading' : 'subheading';
}

const blockKinds: ReadonlyMap<string, 'paragraph' | 'bullets' | 'numbers' | 'item'> = new Map([
  ['paragraph', 'paragraph'],
  ['bulletList', 'bullets'],
  ['orderedList', 'numbers'],
  ['listItem', 'item'],
]);

function richRunsOf(text: Y.XmlText): readonly RichRun[] {
  const delta: readonly {
    readonly insert?: unknown;
    readonly attributes?: Readonly<Record<string, unknown>>;
  }[] = text.toDelta();
  return delta.flatMap(({ insert, attributes = {} }) =>
    typeof insert === 'string'
      ? [{ text: insert, isBold: 'bold' in attributes, isItalic: 'italic' in attributes }]
      : [],
  );
}

const blockHoldsText = (richBlock: RichBlock): boolean => {
  if (richBlock.kind === 'break') return false;
  return richBlock.kind === 'text'
    ? richBlock.runs.some(({ text }) => text.trim() !== '')
    : richBlock.children.some(blockHoldsText);
};

interface RichTextBlocksProps {
  /** A merged Yjs update in base64. */
  readonly update: string;
}

/** Rich text to read. Every letter goes to the page as a React text node: nothing in it can become markup. */
export function RichTextBlocks({ update }: RichTextBlocksProps): ReactElement {
  const translate = useTranslate();
  const richTextContent = useMemo(() => readRichText(update), [update]);
  switch (richTextContent.kind) {
    case 'readable':
      return <div className="console-rich">{richTextContent.blocks.map(renderRichBlock)}</div>;
    case 'empty':
      return <p className="console-rich-none">{translate('console.text.empty')}</p>;
    case 'unreadable':
      return <p className="console-rich-none">{translate('console.text.unreadable')}</p>;
  }
}

// Blocks of a read-only text never change places: their position is their key.
function renderRichBlock(richBlock: RichBlock, index: number): ReactNode {
  switch (richBlock.kind) {
    case 'text':
      return richBlock.runs.map((run, at) => <RichTextRun key={`${index}.${at}`} run={run} />);
    case 'break':
      return <br key={index} />;
    case 'heading':
      return (
        <h3 key={index} dir="auto">
          {richBlock.children.map(renderRichBlock)}
        </h3>
      );
    case 'subheading':
      return (
        <h4 key={index} dir="auto">
          {richBlock.children.map(renderRichBlock)}
        </h4>
      );
    case 'bullets':
      return <ul key={index}>{richBlock.children.map(renderRichBlock)}</ul>;
    case 'numbers':
      return <ol key={index}>{richBlock.children.map(renderRichBlock)}</ol>;
    case 'item':
      return <li key={index}>{richBlock.children.map(renderRichBlock)}</li>;
    case 'paragraph':
    case 'other':
      return (
        <div className="console-rich-line" key={index} dir="auto">
          {richBlock.children.map(renderRichBlock)}
        </div>
      );
  }
}

function RichTextRun({ run }: { readonly run: RichRun }): ReactNode {
  const text = run.isItalic ? <em>{run.text}</em> : run.text;
  return run.isBold ? <strong>{text}</strong> : text;
}
