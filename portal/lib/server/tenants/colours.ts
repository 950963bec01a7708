import { DomainError } from '../../../../gis/errors.ts';

/** WCAG 2.2, 1.4.3: text of normal size. */
export const CONTRAST_MINIMUM = 4.5;

const HEX = /^#[0-9a-f]{6}$/i;

export function isColour(text: string): boolean {
	return HEX.test(text);
}

/** Contrast ratio of two sRGB colours (`#rrggbb`), 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const share = parseInt(colour.slice(at, at + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export interface Colours {
	primary: string;
	onPrimary: string;
}

/**
 * The two colours of a tenant. The main colour is also used for lines and links on white, so it must be readable there too.
 * @throws DomainError `form_invalid`, `colour_contrast_low`, `colour_too_light`
 */
export function demandReadableColours(colours: Colours): Colours {
	const { primary, onPrimary } = colours;
	if (!isColour(primary) || !isColour(onPrimary)) throw new DomainError('form_invalid');
	demandContrast('colour_contrast_low', contrast(primary, onPrimary));
	demandContrast('colour_too_light', contrast(primary, '#ffffff'));
	return { primary: primary.toLowerCase(), onPrimary: onPrimary.toLowerCase() };
}

function demandContrast(code: string, ratio: number): void {
	// Cut, not rounded: 4.46 must not be refused as "4,5".
	if (ratio < CONTRAST_MINIMUM) throw new DomainError(code, { ratio: (Math.floor(ratio * 10) / 10).toFixed(1).replace('.', ',') });
}

/** The style sheet with a tenant's colours, stronger than the defaults of base.css. Values are checked again: they go into CSS. */
export function themeCss(colours: Partial<Colours>): string {
	const lines: string[] = [];
	if (colours.primary && isColour(colours.primary)) lines.push(`\t--tenant-primary: ${colours.primary};`);
	if (colours.onPrimary && isColour(colours.onPrimary)) lines.push(`\t--tenant-on-primary: ${colours.onPrimary};`);
	return `html:root {\n${lines.join('\n')}\n}\n`;
}
