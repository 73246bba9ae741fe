/** @jsxRuntime automatic @jsxImportSource preact */
import { Outside } from '../../html/outside';
import type { Fact } from './facts';

export const FactList = ({ facts }: { facts: readonly Fact[] }) => (
  <dl>
    {facts.map(([name, value]) => (
      <>
        <dt>{name}</dt>
        <dd>
          <Outside text={value} />
        </dd>
      </>
    ))}
  </dl>
);
