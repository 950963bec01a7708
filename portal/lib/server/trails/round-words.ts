import { trailStaffTexts } from '../../texts/trail-staff.ts';
import type { RoundRow } from './work-queries.ts';

export const withOrWithout = (result: 'ohne-befund' | 'befund'): string => (result === 'befund' ? trailStaffTexts.withFinding : trailStaffTexts.withoutFinding);
export const wayText = ({ by_hand }: Pick<RoundRow, 'by_hand'>): string => (by_hand ? trailStaffTexts.byHand : trailStaffTexts.withTrack);
