/** Piece of a label: the subset of Markdown that forms use, and nothing else. Any other text stays text. */
export type MarkdownInline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: readonly MarkdownInline[] }
  /** An address is shown, never followed. */
  | { readonly kind: 'link'; readonly parts: readonly MarkdownInline[]; readonly address: string };

export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly MarkdownInline[])[] }
  | { readonly kind: 'heading'; readonly parts: readonly MarkdownInline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly MarkdownInline[])[] };

/** Longer labels are shown as they are: looking for ends of marks costs the square of the length. */
const maximumMarkdownLength = 5_000;
const maximumMarkdownDepth = 6;

/** Read a label. Total: any text gives blocks with that text's words. */
export function readMarkdown(text: string): readonly MarkdownBlock[] {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replaceAll(/<br\s{0,9}\/?>/gi, '\n')
    .split('\n');
  const isMarked = text.length <= maximumMarkdownLength;
  const inline = (line: string): readonly MarkdownInline[] =>
    isMarked ? readInlineMarkdown(line, 0) : [{ kind: 'text', text: line }];
  const markdownBlocks: MarkdownBlock[] = [];
  for (const line of lines) {
    const lastMarkdownBlock = markdownBlocks.at(-1);
    const item = listItemOf(line);
    const heading = /^#{1,6}\s+(\S.*)$/.exec(line);
    if (line.trim() === '') markdownBlocks.push({ kind: 'paragraph', lines: [] });
    else if (heading) markdownBlocks.push({ kind: 'heading', parts: inline(heading[1] ?? '') });
    else if (item !== null && lastMarkdownBlock?.kind === 'list')
      markdownBlocks[markdownBlocks.length - 1] = {
        ...lastMarkdownBlock,
        items: [...lastMarkdownBlock.items, inline(item)],
      };
    else if (item !== null) markdownBlocks.push({ kind: 'list', items: [inline(item)] });
    else if (lastMarkdownBlock?.kind === 'paragraph')
      markdownBlocks[markdownBlocks.length - 1] = {
        ...lastMarkdownBlock,
        lines: [...lastMarkdownBlock.lines, inline(line)],
      };
    else markdownBlocks.push({ kind: 'paragraph', lines: [inline(line)] });
  }
  return markdownBlocks.filter((block) => block.kind !== 'paragraph' || block.lines.length > 0);
}

/** The words alone, for names that screen readers say. */
export const plainTextOf = (markdownBlocks: readonly MarkdownBlock[]): string =>
  markdownBlocks
    .flatMap((markdownBlock) => {
      if (markdownBlock.kind === 'heading') return [inlineTextOf(markdownBlock.parts)];
      return (markdownBlock.kind === 'list' ? markdownBlock.items : markdownBlock.lines).map(inlineTextOf);
    })
    .join(' ')
    .trim();

const inlineTextOf = (inlineParts: readonly MarkdownInline[]): string =>
  inlineParts
    .map((inlinePart) => (inlinePart.kind === 'text' ? inlinePart.text : inlineTextOf(inlinePart.parts)))
    .join('');

/** Bullets only: a label that begins with a number ("1. Name") is a numbered question, not a list. */
const listItemOf = (line: string): string | null => /^\s{0,3}[-*+]\s+(\S.*)$/.exec(line)?.[1] ?? null;

/** Marks in the order in which they are tried. `_` counts at the edge of words only. */
const emphasisMarks = [
  { open: '**', kind: 'strong' },
  { open: '__', kind: 'strong' },
  { open: '*', kind: 'emphasis' },
  { open: '_', kind: 'emphasis' },
] as const;

/**
 * Tags that authors write because other programs accept them: their words count, with their weight where it
 * has a meaning.
 */
const htmlTagPattern = /^<(\/?)(b|strong|i|em|u|span|font|p|div)(\s[^<>]{0,300})?>/i;

function readInlineMarkdown(text: string, depth: number): readonly MarkdownInline[] {
  const inlineParts: MarkdownInline[] = [];
  let plain = '';
  let at = 0;
  const end = (inlinePart: MarkdownInline): void => {
    if (plain !== '') inlineParts.push({ kind: 'text', text: plain });
    plain = '';
    inlineParts.push(inlinePart);
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    const foundMark = depth < maximumMarkdownDepth ? readMarkAt(text, at, depth) : null;
    if (foundMark) {
      for (const inlinePart of foundMark.parts) end(inlinePart);
      at = foundMark.next;
    } else if (char === '\\' && /[\\`*_{}[\]()#+\-.!<>]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1] ?? '';
      at += 2;
    } else {
      plain += char;
      at += 1;
    }
  }
  if (plain !== '') inlineParts.push({ kind: 'text', text: plain });
  return inlineParts;
}

interface FoundMark {
  readonly parts: readonly MarkdownInline[];
  readonly next: number;
}

function readMarkAt(text: string, at: number, depth: number): FoundMark | null {
  switch (text[at]) {
    case '*':
    case '_':
      return readEmphasisAt(text, at, depth);
    case '[':
      return readLinkAt(text, at, depth);
    case '<':
      return readTagAt(text, at, depth);
    default:
      return null;
  }
}

function readEmphasisAt(text: string, at: number, depth: number): FoundMark | null {
  const mark = emphasisMarks.find(({ open }) => text.startsWith(open, at));
  if (!mark) return null;
  const { open, kind } = mark;
  const from = at + open.length;
  if (isSpaceOrEdge(text[from]) || (open.startsWith('_') && isWordCharacter(text[at - 1]))) return null;
  for (let to = text.indexOf(open, from + 1); to !== -1; to = text.indexOf(open, to + 1)) {
    const after = to + open.length;
    const isEnd = !isSpaceOrEdge(text[to - 1]) && !(open.startsWith('_') && isWordCharacter(text[after]));
    if (isEnd)
      return { parts: [{ kind, parts: readInlineMarkdown(text.slice(from, to), depth + 1) }], next: after };
  }
  return null;
}

function readLinkAt(text: string, at: number, depth: number): FoundMark | null {
  const middle = text.indexOf('](', at);
  const to = middle === -1 ? -1 : text.indexOf(')', middle);
  const address = text.slice(middle + 2, to).trim();
  if (to === -1 || !/^(https?:|mailto:)[^\s<>"]{1,500}$/i.test(address)) return null;
  const parts = readInlineMarkdown(text.slice(at + 1, middle), depth + 1);
  return { parts: [{ kind: 'link', parts, address }], next: to + 1 };
}

function readTagAt(text: string, at: number, depth: number): FoundMark | null {
  const opened = htmlTagPattern.exec(text.slice(at, at + 400));
  if (!opened || opened[1] === '/') return null;
  const name = (opened[2] ?? '').toLowerCase();
  const from = at + opened[0].length;
  const close = `</${name}>`;
  const to = text.toLowerCase().indexOf(close, from);
  if (to === -1) return null;
  const inner = readInlineMarkdown(text.slice(from, to), depth + 1);
  const next = to + close.length;
  if (name === 'b' || name === 'strong') return { parts: [{ kind: 'strong', parts: inner }], next };
  if (name === 'i' || name === 'em' || name === 'u')
    return { parts: [{ kind: 'emphasis', parts: inner }], next };
  return { parts: inner, next };
}

const isSpaceOrEdge = (char: string | undefined): boolean => char === undefined || /\s/.test(char);
const isWordCharacter = (char: string | undefined): boolean =>
  char !== undefined && /[\p{L}\p{N}]/u.test(char);
