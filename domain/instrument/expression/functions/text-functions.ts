import { ofNumber, ofText, spendText, type Compiled, type Frame } from '../compiled.ts';
import { argument, type Definitions, textOf, truthOf } from './definition.ts';
import { normalized, substring, substr, translated } from './texts.ts';
import { selfText, textsOf } from './spread.ts';

/** XPath 1.0, 4.2, and what ODK adds. */
export const textFunctions: Definitions = {
  string: { least: 0, most: 1, build: (args) => ofText((frame) => selfText(args, frame)) },
  concat: { least: 0, most: Infinity, build: (args) => joining(args, () => '') },
  join: {
    least: 1,
    most: Infinity,
    build: ([glue, ...parts]) => joining(parts, (frame) => glue?.text(frame) ?? ''),
  },
  'starts-with': truthOf((text, beginning) => text.startsWith(beginning)),
  'ends-with': truthOf((text, end) => text.endsWith(end)),
  contains: truthOf((text, part) => text.includes(part)),
  'substring-before': textOf((text = '', part = '') => text.slice(0, Math.max(0, text.indexOf(part))), 2),
  'substring-after': textOf(
    (text = '', part = '') => (text.includes(part) ? text.slice(text.indexOf(part) + part.length) : ''),
    2,
  ),
  substring: {
    least: 2,
    most: 3,
    build: (args) => {
      const [text, start, length] = [argument(args, 0), argument(args, 1), args[2]];
      return ofText((frame) => substring(text.text(frame), start.number(frame), length?.number(frame)));
    },
  },
  substr: {
    least: 2,
    most: 3,
    build: (args) => {
      const [text, start, end] = [argument(args, 0), argument(args, 1), args[2]];
      return ofText((frame) => substr(text.text(frame), start.number(frame), end?.number(frame)));
    },
  },
  'string-length': { least: 0, most: 1, build: (args) => ofNumber((frame) => selfText(args, frame).length) },
  'normalize-space': {
    least: 0,
    most: 1,
    build: (args) => ofText((frame) => normalized(selfText(args, frame))),
  },
  translate: textOf((text = '', from = '', to = '') => translated(text, from, to), 3),
};

/** The texts of all arguments, of each node one. */
function joining(args: readonly Compiled[], glue: (frame: Frame) => string): Compiled {
  return ofText((frame) => {
    const between = glue(frame);
    let joined = '';
    let isFirst = true;
    for (const text of textsOf(args, frame)) {
      joined += isFirst ? text : between + text;
      isFirst = false;
      if (joined.length > 100_000) spendText(frame, joined); // before it grows on
    }
    return spendText(frame, joined);
  });
}
