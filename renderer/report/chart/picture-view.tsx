import { memo, type ReactElement } from 'react';
import type { TextDirection } from '#renderer/i18n';
import type { ChartPaint, ChartPicture, ChartShape } from './chart-picture.ts';
import './picture.css';

interface PictureViewProps {
  readonly picture: ChartPicture;
  /** Text alternative; null for a further part of a figure, whose first part has it. */
  readonly alternative: string | null;
  readonly direction: TextDirection;
}

/** A chart as SVG: in the theme's colours on the screen, in the light ones on paper. */
export const PictureView = memo(function PictureView(props: PictureViewProps): ReactElement {
  const { picture, alternative, direction } = props;
  const { width, height, shapes } = picture;
  return (
    <svg
      className="fb-picture"
      {...(alternative === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alternative })}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      direction={direction}
    >
      {shapes.map((chartShape, at) => (
        // A picture is drawn whole or not at all, so its shapes have no other name than their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <ShapeView key={at} shape={chartShape} direction={direction} />
      ))}
    </svg>
  );
});

const paintVariable = (chartPaint: ChartPaint | null): string =>
  chartPaint === null ? 'none' : `var(--${chartPaint})`;

function ShapeView({
  shape,
  direction,
}: {
  readonly shape: ChartShape;
  readonly direction: TextDirection;
}): ReactElement {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, stroke } = shape;
      return (
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          fill={paintVariable(fill)}
          stroke={paintVariable(stroke ?? null)}
        />
      );
    }
    case 'line': {
      const { x1, y1, x2, y2, stroke, width, isDashed } = shape;
      return (
        <line
          x1={x1}
          y1={y1}
          x2={x2}
          y2={y2}
          stroke={paintVariable(stroke)}
          strokeWidth={width}
          strokeDasharray={isDashed ? '4 3' : undefined}
        />
      );
    }
    case 'text': {
      const { x, y, text, size, align, fill, isStrong } = shape;
      return (
        <text
          x={x}
          y={y}
          fontSize={size}
          fill={paintVariable(fill)}
          textAnchor={textAnchorOf(align, direction)}
          fontWeight={isStrong ? 650 : 400}
        >
          {text}
        </text>
      );
    }
    case 'mark':
      return shape.form === 'circle' ? (
        <circle
          cx={shape.x}
          cy={shape.y}
          r={shape.radius}
          fill={paintVariable(shape.fill)}
          stroke={paintVariable(shape.stroke)}
          strokeWidth={1.5}
        />
      ) : (
        <path
          d={diamondPath(shape.x, shape.y, shape.radius)}
          fill={paintVariable(shape.fill)}
          stroke={paintVariable(shape.stroke)}
          strokeWidth={1.5}
        />
      );
  }
}

const diamondPath = (x: number, y: number, r: number): string =>
  `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;

/** SVG's `start` is the beginning of a text: on the right in a language from right to left. */
function textAnchorOf(
  align: 'left' | 'middle' | 'right',
  textDirection: TextDirection,
): 'start' | 'middle' | 'end' {
  if (align === 'middle') return 'middle';
  return (align === 'left') === (textDirection === 'ltr') ? 'start' : 'end';
}
