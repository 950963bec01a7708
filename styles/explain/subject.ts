/** A written explanation of a class: one sentence in a Bebauungsplan, one in a Flächennutzungsplan where the class serves both. */
import type { Sentence, StyledObject } from '../types.ts';

export type Subject = Sentence[] | ((object: StyledObject) => Sentence[]);
export type Subjects = Record<string, Subject>;

export const says = (text: string, law?: string): Sentence[] => [law === undefined ? { text } : { text, law }];
