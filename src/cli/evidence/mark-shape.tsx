/** @jsxRuntime automatic @jsxImportSource preact */
import type { MarkKind } from '../../domain/evidence/marks';

/** Told apart without colours too: disc, ring, triangle, cross, hourglass, diamond, square. */
const SHAPES: Record<MarkKind, string> = {
  done: 'm-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  notApplicable: 'm-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  retry: 'm0-5l5 9h-10z',
  failed: 'm-4-4l8 8m0-8l-8 8',
  lost: 'm-4-5h8l-8 10h8z',
  decision: 'm0-6l6 6l-6 6l-6-6z',
  message: 'm-4-4h8v8h-8z',
};

export const MarkShape = ({ kind, x, y }: { kind: MarkKind; x: number; y: number }) => (
  <path class={`mark ${kind}`} d={`M${x} ${y}${SHAPES[kind]}`} />
);
