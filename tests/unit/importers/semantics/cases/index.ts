import type { RuleCase } from '../support.ts';
import { GENERAL_CASES } from './general.ts';

export const CASES: readonly RuleCase[] = [...GENERAL_CASES];
