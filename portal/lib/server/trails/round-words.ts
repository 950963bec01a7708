import { trailStaffTexts } from '../../texts/trail-staff.ts';
import type { RoundRow } from './work-queries.ts';

export const withOrWithout = (result: 'ohne-befund' | 'befund'): string => (result === 'befund' ? trailStaffTexts.withFinding : trailStaffTexts.withoutFinding);
export const wayText = ({ by_hand, cut }: Pick<RoundRow, 'by_hand' | 'cut'>): string =>
	by_hand ? trailStaffTexts.byHand : cut ? trailStaffTexts.withCutTrack : trailStaffTexts.withTrack;
