/** @jsxRuntime automatic @jsxImportSource preact */
import { visible } from '../domain/evidence/visible-text';

/** Words from outside: on their own as far as the direction of writing goes, invisible characters named. */
export const Outside = ({ text }: { text: string }) => <bdi>{visible(text)}</bdi>;
