import { memo, type ReactElement } from 'react';
import type { Direction } from '#renderer/i18n/language.ts';
import type { Paint, Picture, Shape } from './picture.ts';
import './picture.css';

interface PictureViewProps {
  readonly picture: Picture;
  /** What it says, in words. */
  readonly alternative: string;
  readonly direction: Direction;
}

/** A chart as SVG: in the theme's colours on the screen, in the light ones on paper. */
export const PictureView = memo(function PictureView(props: PictureViewProps): ReactElement {
  const { picture, alternative, direction } = props;
  const { width, height, shapes } = picture;
  return (
    <svg
      className="fb-picture"
      role="img"
      aria-label={alternative}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      direction={direction}
    >
      {shapes.map((shape, at) => (
        // A picture is drawn whole or not at all, so its shapes have no other name than their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <ShapeView key={at} shape={shape} direction={direction} />
      ))}
    </svg>
  );
});

const paint = (one: Paint | null): string => (one === null ? 'none' : `var(--${one})`);

function ShapeView({
  shape,
  direction,
}: {
  readonly shape: Shape;
  readonly direction: Direction;
}): ReactElement {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, stroke } = shape;
      return (
        <rect x={x} y={y} width={width} height={height} fill={paint(fill)} stroke={paint(stroke ?? null)} />
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
          stroke={paint(stroke)}
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
          fill={paint(fill)}
          textAnchor={anchorOf(align, direction)}
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
          fill={paint(shape.fill)}
          stroke={paint(shape.stroke)}
          strokeWidth={1.5}
        />
      ) : (
        <path
          d={diamond(shape.x, shape.y, shape.radius)}
          fill={paint(shape.fill)}
          stroke={paint(shape.stroke)}
          strokeWidth={1.5}
        />
      );
  }
}

const diamond = (x: number, y: number, r: number): string =>
  `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;

/** SVG's `start` is where a text begins: on the right in a language that runs from there. */
function anchorOf(align: 'left' | 'middle' | 'right', direction: Direction): 'start' | 'middle' | 'end' {
  if (align === 'middle') return 'middle';
  return (align === 'left') === (direction === 'ltr') ? 'start' : 'end';
}
