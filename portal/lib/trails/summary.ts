import { coveredShare, distanceToLine, type Point } from './geo.ts';
import type { FieldNetwork, FieldSection, KeptRound } from './types.ts';

/** What the end of a round proposes for a section. */
export interface ProposedSection {
	section: FieldSection;
	/** Part near the track, 0 … 1; null without a track. */
	share: number | null;
	walked: boolean;
	result: 'ohne-befund' | 'befund';
	/** Posts on it that were not ticked. */
	unticked: number;
}

const NEAR_TRACK = 35;
const NEAR_SECTION = 30;
const ENOUGH = 0.5;

/** Sections by what was walked: those under the track, else those whose posts were ticked. Where nothing was, the own ones. */
export function proposeSections(network: FieldNetwork, round: KeptRound, track: readonly (readonly Point[])[]): ProposedSection[] {
	const hasTrack = track.some((piece) => piece.length > 1);
	const all = network.sections
		.map((section) => {
			const posts = network.posts.filter(({ point }) => distanceToLine(point, section.line) <= NEAR_SECTION);
			const share = hasTrack ? coveredShare(section.line, track, NEAR_TRACK) : null;
			const ticked = posts.filter(({ id }) => round.visits[id]).length;
			const found = round.damages.some(({ postId, sectionId }) => sectionId === section.id || posts.some(({ id }) => id === postId));
			return {
				section,
				share,
				walked: share === null ? ticked > 0 && ticked * 2 >= posts.length : share >= ENOUGH,
				result: found ? ('befund' as const) : ('ohne-befund' as const),
				unticked: posts.length - ticked
			};
		})
		.sort((a, b) => Number(b.walked) - Number(a.walked) || (b.share ?? 0) - (a.share ?? 0));
	const touched = all.filter(({ share, walked, result }) => walked || (share ?? 0) > 0.05 || result === 'befund');
	return touched.length > 0 ? touched : all.filter(({ section }) => section.own);
}
