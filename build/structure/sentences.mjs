import { lineAt } from './source-files.mjs';

// Sentences of Markdown documents and of comments. Other text is masked by as many signs, so that offsets in
// the masked text are offsets in the document.

/** @typedef {import('./source-files.mjs').Comment} Comment */
/** @typedef {import('./source-files.mjs').SourceFile} SourceFile */

/**
 * @typedef {object} Sentence
 * @property {number} line from 1
 * @property {string} text on one line
 * @property {number} words a span of code is one word
 * @property {boolean} hasRelativeWord contains `what`, `whose`, `whoever` or `whatever`
 */

/** Ends a sentence for `Intl.Segmenter`: in place of text that is no prose. */
const breakSign = '\u2029';
/** Replaces code within a sentence: a letter without case, so that a sentence may begin with it. */
const codeSign = '\u5B57';
/** Shorter texts are labels, and a list of code has no sentence. */
const fewestWords = 4;

const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const wordSign = /[\p{L}\p{N}]/u;
const docTag = /(?<=^|\s)@[a-z]\w*/;
const relativeWord = /\b(?:what|whose|whoever|whatever)\b/i;

/** @param {string} text */
const breakSigns = (text) => breakSign.repeat(text.length);
/** @param {string} text */
const spaceSigns = (text) => text.replaceAll(/[^\n]/g, ' ');

/**
 * Sentences of paragraphs, list items and table cells. Headings, head rows of tables and code blocks have none.
 * @param {string} markdown
 * @returns {readonly Sentence[]}
 */
export const markdownSentences = (markdown) => splitSentences(markdown, maskMarkdown(markdown));

/**
 * Sentences of all comments of a file. Comments on consecutive lines are one text. JSDoc tags end a sentence.
 * @param {Pick<SourceFile, 'code' | 'comments'>} file
 * @returns {readonly Sentence[]}
 */
export function commentSentences({ code, comments }) {
  /** @type {Comment[]} */
  const texts = [];
  for (const comment of comments) {
    const lastComment = texts.at(-1);
    const areLines = lastComment?.type === 'Line' && comment.type === 'Line';
    if (areLines && /^\n[ \t]*$/.test(code.slice(lastComment.end, comment.start)))
      lastComment.end = comment.end;
    else texts.push({ ...comment });
  }
  return texts.flatMap(({ start, end }) => {
    const prose = maskTags(maskCommentSigns(code.slice(start, end)));
    const linesBefore = lineAt(code, start) - 1;
    return splitSentences(prose, maskMarkdown(prose)).map((sentence) => ({
      ...sentence,
      line: linesBefore + sentence.line,
    }));
  });
}

/**
 * @param {string} text
 * @param {string} masked
 * @returns {readonly Sentence[]} with their words in `text`
 */
function splitSentences(text, masked) {
  return [...sentenceSegmenter.segment(masked)].flatMap(({ segment, index }) => {
    const words = segment.split(/\s+/).filter((word) => wordSign.test(word));
    if (words.length < fewestWords || words.every((word) => word.startsWith(codeSign))) return [];
    const start = index + segment.search(/\S/);
    const original = text.slice(start, index + segment.trimEnd().length);
    return [
      {
        line: lineAt(text, start),
        text: original.replaceAll(/\s+/g, ' '),
        words: words.length,
        hasRelativeWord: relativeWord.test(segment),
      },
    ];
  });
}

/** @param {string} markdown @returns {string} */
function maskMarkdown(markdown) {
  return maskBlocks(markdown)
    .replaceAll(/(`+)(?:(?!\n\s*\n)[^`])+\1/g, (code) => codeSign.repeat(code.length))
    .replaceAll(/\]\([^)\s]*\)/g, spaceSigns)
    .replaceAll(/^[ \t]*(?:[-*+]|\d+\.)[ \t]/gm, breakSigns)
    .replaceAll(/^[ \t]*>/gm, spaceSigns)
    .replaceAll(/^\|.*$/gm, (row) => row.replaceAll('|', breakSign))
    .replaceAll(/(?<!\n)\n(?!\n)/g, ' ');
}

/**
 * Masks the lines of code blocks, headings, rules and head rows of tables.
 * @param {string} markdown
 */
function maskBlocks(markdown) {
  const lines = markdown.split('\n');
  const isRule = (/** @type {string} */ line) => /^[ \t|:-]*-[ \t|:-]*$/.test(line);
  let isCode = false;
  return lines
    .map((line, at) => {
      const isFence = /^\s*(?:```|~~~)/.test(line);
      if (isFence) isCode = !isCode;
      const isHeadRow = line.startsWith('|') && isRule(lines[at + 1] ?? '');
      return isFence || isCode || isHeadRow || isRule(line) || /^#{1,6} /.test(line)
        ? breakSigns(line)
        : line;
    })
    .join('\n');
}

/**
 * Replaces comment signs by spaces.
 * @param {string} comment
 */
const maskCommentSigns = (comment) =>
  comment.replaceAll(/^[ \t]*(?:\/\/|\/\*+|\*(?!\/))/gm, spaceSigns).replace(/\*\/$/, spaceSigns);

/**
 * Masks JSDoc tags with their types and names; the description stays.
 * @param {string} comment
 */
function maskTags(comment) {
  let masked = '';
  let rest = comment;
  for (let tag = docTag.exec(rest); tag; tag = docTag.exec(rest)) {
    const description = rest.slice(tag.index + tag[0].length);
    const type = /^\s*\{/.test(description) ? description.slice(0, endOfBraces(description)) : '';
    const hasName = /^@(?:param|property|template|typedef|callback)$/.test(tag[0]);
    const name = hasName ? /^\s*(?:\[[^\]]*\]|[\w.$]+)/.exec(description.slice(type.length))?.[0] : undefined;
    const length = tag[0].length + type.length + (name?.length ?? 0);
    masked +=
      rest.slice(0, tag.index) + rest.slice(tag.index, tag.index + length).replaceAll(/[^\n]/g, breakSign);
    rest = rest.slice(tag.index + length);
  }
  return masked + rest;
}

/**
 * @param {string} text that begins with braces
 * @returns {number} offset after the closing one
 */
function endOfBraces(text) {
  let depth = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}
