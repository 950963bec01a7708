import type { RuleCase } from '../support.ts';
import { BP_CASES } from './bp.ts';
import { FP_CASES } from './fp.ts';
import { GENERAL_CASES } from './general.ts';
import { RP_LP_CASES } from './rp-lp.ts';
import { SO_CASES } from './so.ts';
import { XP_CASES } from './xp.ts';

export const CASES: readonly RuleCase[] = [...GENERAL_CASES, ...XP_CASES, ...BP_CASES, ...FP_CASES, ...SO_CASES, ...RP_LP_CASES];
