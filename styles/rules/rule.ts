/** A rule gives the sign of a class: always the same one, or one that depends on the attributes. */
import type { StyledObject } from '../types.ts';
import { isLandUsePlan } from '../legal-character.ts';

export type Rule = string | ((object: StyledObject) => string);
export type Rules = Record<string, Rule>;

/** `bp-` or `fp-` before the key, by the kind of plan the object belongs to. */
export const prefixed = (object: StyledObject, key: string): string => (isLandUsePlan(object) ? 'fp-' : 'bp-') + key;
