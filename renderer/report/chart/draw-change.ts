import type { ChangeLine } from '#domain/report/figure.ts';
import { changeWords } from '#domain/report/word-tables.ts';
import { block, fit, line, mark, words } from './draw.ts';
import { labelWidth, levelAxis } from './level-axis.ts';
import { legendOf } from './legend.ts';
import { type ChartWords, levelPaint, type Picture, pictureWidth } from './picture.ts';

const rowHeight = 24;
const top = 26;
const sayWidth = 130;

/** Change over time: a hollow dot before, a full one after, and in words what may be said of it (B6.13). */
export function drawChange(lines: readonly ChangeLine[], chart: ChartWords): Picture {
  const shown = lines.slice(0, 40);
  const bottom = top + shown.length * rowHeight;
  const right = pictureWidth - sayWidth;
  const axis = levelAxis(labelWidth, right - 8, top, bottom);
  const legend = legendOf(
    [
      {
        text: chart.say('report.chart.before'),
        draw: (x, y) => [mark('circle', x + 8, y + 6, 5, 'surface', 'ink')],
      },
      {
        text: chart.say('report.chart.after'),
        draw: (x, y) => [mark('circle', x + 8, y + 6, 5, 'm4', 'ink')],
      },
    ],
    0,
    bottom + 12,
  );
  const isMany = new Set(lines.map(({ institution }) => institution)).size > 1;
  return {
    width: pictureWidth,
    height: bottom + 12 + legend.height,
    shapes: [
      ...axis.shapes,
      ...shown.flatMap((one, row) => {
        const y = top + row * rowHeight + rowHeight / 2;
        const name = isMany ? `${one.title} (${one.institution})` : one.title;
        const said = chart.word(changeWords[one.change]);
        const isChanged = one.change !== 'noComparableChange';
        return [
          words(0, y + 4, one.indicator, { size: 11, isStrong: true }),
          ...block(36, y + 4, fit(name, labelWidth - 50, 1, 11), { size: 11 }),
          ...(one.before === one.after
            ? []
            : [line(axis.at(one.before), y, axis.at(one.after), y, isChanged ? 'ink' : 'edge-strong', 2)]),
          mark('circle', axis.at(one.before), y, 6, 'surface', 'ink'),
          mark(
            'circle',
            axis.at(one.after),
            y,
            one.before === one.after ? 3 : 6,
            levelPaint(one.after),
            'ink',
          ),
          ...block(right + 4, y + 4, fit(said, sayWidth - 4, 1, 11), {
            size: 11,
            fill: isChanged ? 'ink' : 'ink-3',
            isStrong: isChanged,
          }),
        ];
      }),
      ...(shown.length < lines.length
        ? [
            words(
              pictureWidth,
              bottom + 22,
              chart.say('report.chart.more', { count: lines.length - shown.length }),
              { size: 11, align: 'right', fill: 'ink-2' },
            ),
          ]
        : []),
      ...legend.shapes,
    ],
  };
}
