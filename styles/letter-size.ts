/** How large lettering is, and from which scale on things are labelled: for the map and for paper. */
import type { Sign } from './types.ts';
import type { Lettering } from './lettering.ts';
import { Z } from './signs/build.ts';

/** Size in pixels of lettering at the scale the plan is made for: a height of about 3 mm on paper. */
const LETTER = 10;
/** Smaller than this letters cannot be read: they are drawn at this size and give way to each other, down to a share of it. */
export const LEAST = 9;
export const LEAST_SHARE = 0.4;
const LARGEST = 64;

/** Pixels, in steps of half a pixel so that styles can be kept. */
export function letterSize({ scale }: Pick<Lettering, 'scale'>, { denominator }: { denominator: number }, reference: number): number {
	const size = LETTER * scale * Math.min(2.5, reference / denominator);
	return Math.round(Math.min(size, LARGEST) * 2) / 2;
}

/** Labels appear at half the scale of the details; the name of a plan only while the plan itself is small. */
export function isLabelled(sign: Sign, scale: { denominator: number }): boolean {
	if (sign.zIndex === Z.scope) return scale.denominator > sign.maxScaleDenominator;
	const limit = sign.zIndex === Z.presentation ? sign.maxScaleDenominator : sign.maxScaleDenominator / 2;
	return scale.denominator <= limit;
}
